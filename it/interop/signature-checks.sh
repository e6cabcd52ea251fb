# shellcheck shell=bash
# Signatures of others: skopeo signs an image that the plugin published, with a key of GPG, in files
# beside the registry (simple signing), and takes by that signature alone what it trusts.

# Sets SIGNER: the fingerprint of a key in GNUPGHOME that is of use today alone.
make_signer() {
  rm -rf "$GNUPGHOME"
  mkdir -m 700 "$GNUPGHOME"
  quietly "$WORK/signer.log" gpg --batch --passphrase '' \
    --quick-generate-key 'Interop <interop@example.com>' rsa2048 sign 1d
  SIGNER=$(gpg --with-colons --list-keys 2>>"$WORK/signer.log" | sed -n 's/^fpr:*\([0-9A-F]*\):$/\1/p' | head -n 1)
  gpg --export --output "$GNUPGHOME/public.gpg" "$SIGNER"
}

# GPG leaves an agent that runs.
stop_signer() {
  [[ ! -d $WORK/signer ]] || gpgconf --homedir "$WORK/signer" --kill all 2>/dev/null || true
}

# What that key has signed is taken from the plain registry, and nothing else from anywhere.
write_trust() {
  mkdir -p "$RUN/registries.d" "$RUN/signatures"
  # The older of two names for it, which all releases know.
  cat >"$RUN/registries.d/plain.yaml" <<YAML
docker:
  $PLAIN:
    sigstore: file://$RUN/signatures
    sigstore-staging: file://$RUN/signatures
YAML
  jq -n --arg registry "$PLAIN" --arg key "$GNUPGHOME/public.gpg" '{
    default: [{type: "reject"}],
    transports: {docker: {($registry): [{type: "signedBy", keyType: "GPGKeys", keyPath: $key}]}}
  }' >"$RUN/policy.json"
}

# trusted <skopeo's arguments...>
trusted() {
  skopeo --policy "$RUN/policy.json" --registries.d "$RUN/registries.d" "$@"
}

image_signed_by_gpg() {
  local mark image
  local -x GNUPGHOME=$WORK/signer
  start_run signed arm64 docker 17.al2023 "$PLAIN"
  lambda_image push
  check_last_line
  make_signer
  write_trust
  image=docker://$PLAIN/sample:signed
  check_signature "$image"
  stop_signer

  mark=$(mark "$PLAIN")
  lambda_image push
  requests_since "$PLAIN" "$mark" "$RUN/signed-again-requests.txt"
  check_equal "a signed image is there, and nothing is sent again" "" "$(writes "$RUN/signed-again-requests.txt")"
}

# check_signature <image>: as it is in the registry, and in image.json.
check_signature() {
  DIGEST=$(field "$LAYOUT/image.json" .digest)
  refused "$RUN/unsigned.log" trusted copy --src-tls-verify=false "$1" "dir:$RUN/unsigned"
  check_match "skopeo refuses the image as long as nobody has signed it" \
    "[Ss]ignature" "$(<"$RUN/unsigned.log")"
  quietly "$RUN/sign.log" skopeo --registries.d "$RUN/registries.d" copy --preserve-digests \
    --src-tls-verify=false --dest-tls-verify=false --sign-by "$SIGNER" "$1" "$1"
  check_equal "a signature leaves the image as it was" "$DIGEST" \
    "$(skopeo inspect --tls-verify=false --raw "$1" | sha256)"
  quietly "$RUN/trusted.log" trusted copy --src-tls-verify=false "$1" "dir:$RUN/trusted"
  check_equal "skopeo takes the image that is signed" "$DIGEST" "$(sha256 "$RUN/trusted/manifest.json")"
}

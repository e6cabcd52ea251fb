# shellcheck shell=bash
# What lies beside an image, in a registry that lists nothing of that kind: the bill of materials that
# CycloneDX's own plugin wrote, and a statement of origin, read by skopeo and curl.

# cyclonedx-maven-plugin is somebody else's, from Maven Central.
readonly CYCLONEDX=org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom

image_with_attachments() {
  local mark tag subject
  start_run attached arm64 docker 17.al2023 "$PLAIN"
  lambda_image build
  # The sample sets maven.deploy.skip, for which CycloneDX's plugin would write nothing.
  quietly "$RUN/bill.log" maven -f "$PROJECT/pom.xml" "$CYCLONEDX" -DoutputFormat=json \
    -DincludeProvidedScope=false -Dcyclonedx.skipNotDeployed=false
  lambda_image push -Dlambda-image.sbom -Dlambda-image.provenance
  check_last_line
  check_equal "the bill of CycloneDX's plugin has what is in the layers, and nothing else" "" \
    "$(grep -F 'The bill of materials' "$RUN/push.log" || true)"

  DIGEST=$(field "$LAYOUT/image.json" .digest)
  tag=sha256-${DIGEST#sha256:}
  check_equal "docker-registry lists nothing that belongs to an image" 404 \
    "$(curl -s -o /dev/null -w '%{http_code}' "http://$PLAIN/v2/sample/referrers/$DIGEST")"
  inspect "$PLAIN" "sample:$tag" --raw >"$RUN/list.json"
  check_equal "skopeo reads the list under the specification's tag" \
    "application/vnd.oci.image.index.v1+json application/vnd.cyclonedx+json application/vnd.in-toto+json" \
    "$(jq -r '[.mediaType, (.manifests[].artifactType)] | join(" ")' "$RUN/list.json")"
  check_equal "image.json names what is in the list" \
    "$(jq -c '[.manifests[].digest]' "$RUN/list.json")" "$(jq -c '[.attached[].digest]' "$LAYOUT/image.json")"
  for subject in $(jq -r '.manifests[].digest' "$RUN/list.json"); do
    inspect "$PLAIN" "sample@$subject" --raw >"$RUN/artifact.json"
    check_equal "the manifest $subject belongs to the image" "$DIGEST $(inspect "$PLAIN" "sample@$DIGEST" --raw | wc -c)" \
      "$(jq -r '.subject | "\(.digest) \(.size)"' "$RUN/artifact.json")"
    check_attached_blob
  done

  mark=$(mark "$PLAIN")
  lambda_image push -Dlambda-image.sbom -Dlambda-image.provenance
  requests_since "$PLAIN" "$mark" "$RUN/attached-again-requests.txt"
  check_equal "what is attached is not sent again" "" "$(writes "$RUN/attached-again-requests.txt")"
}

# check_attached_blob: $RUN/artifact.json is the manifest.
check_attached_blob() {
  local blob
  blob=$(field "$RUN/artifact.json" '.layers[0].digest')
  curl -sf "http://$PLAIN/v2/sample/blobs/$blob" >"$RUN/attached" ||
    fail "the blob $blob" "to be had" "a failure of curl"
  check_equal "the blob is what its digest says" "$blob" "$(sha256 <"$RUN/attached")"
  case $(field "$RUN/artifact.json" .artifactType) in
    *cyclonedx*)
      check_equal "the bill has the base image by its digest" \
        "$(field "$LAYOUT/image.json" '.base.digest | ltrimstr("sha256:")')" \
        "$(jq -r '.components[] | select(.type == "container") | .hashes[0].content' "$RUN/attached")"
      check_equal "the bill has what the plugin wrote" "$(jq -c '[.components[].purl]' "$PROJECT/target/bom.json")" \
        "$(jq -c '[.components[] | select(.type != "container") | .purl]' "$RUN/attached")"
      ;;
    *in-toto*)
      check_equal "the statement is about the image" "$DIGEST" \
        "$(jq -r '"sha256:" + .subject[0].digest.sha256' "$RUN/attached")"
      ;;
  esac
}

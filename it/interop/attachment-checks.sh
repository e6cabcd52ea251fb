# shellcheck shell=bash
# What lies beside an image, in a registry that lists nothing of that kind and in one that does: the
# bill of materials that CycloneDX's own plugin wrote, and a statement of origin, read by skopeo and curl.

# cyclonedx-maven-plugin is somebody else's, from Maven Central.
readonly CYCLONEDX=org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom

image_with_attachments() {
  local mark tag
  start_run attached arm64 docker 17.al2023 "$PLAIN"
  ATTACHED=(curl -sf "http://$PLAIN/v2/sample")
  push_with_attachments

  tag=sha256-${DIGEST#sha256:}
  check_equal "docker-registry lists nothing that belongs to an image" 404 \
    "$(curl -s -o /dev/null -w '%{http_code}' "http://$PLAIN/v2/sample/referrers/$DIGEST")"
  inspect "$PLAIN" "sample:$tag" --raw >"$RUN/list.json"
  check_equal "skopeo reads the list under the specification's tag" \
    "application/vnd.oci.image.index.v1+json" "$(field "$RUN/list.json" .mediaType)"
  check_list inspect "$PLAIN"

  mark=$(mark "$PLAIN")
  lambda_image push -Dlambda-image.sbom -Dlambda-image.provenance
  requests_since "$PLAIN" "$mark" "$RUN/attached-again-requests.txt"
  check_equal "what is attached is not sent again" "" "$(writes "$RUN/attached-again-requests.txt")"
}

# In the stand-in for Amazon ECR, which lists what belongs to an image. After use_aws_account.
image_with_attachments_in_ecr() {
  local registry token tags
  local -x AWS_ENDPOINT_URL_ECR
  token=$(openssl rand -base64 45)
  start_stand_in ecr-attached registry --token="$token" --repository=sample
  AWS_ENDPOINT_URL_ECR=$(stand_in_says ecr-attached api)
  registry=$(stand_in_says ecr-attached registry)
  start_run attached-in-ecr arm64 docker 17.al2023 "$registry" sample
  ATTACHED=(curl -sf --user "AWS:$token" "http://$registry/v2/sample")
  push_with_attachments

  attached "/referrers/$DIGEST" >"$RUN/list.json"
  check_list inspect_as "AWS:$token" "$registry"
  tags=$(jq -c '.tags | sort' <(attached /tags/list))
  check_equal "no tag leads to what is attached" '["attached-in-ecr","attached-in-ecr-again"]' "$tags"
}

# inspect_as <user:password> <registry> <image> <options...>: of a registry without TLS.
inspect_as() {
  skopeo inspect --tls-verify=false --creds "$1" "${@:4}" "docker://$2/$3"
}

# attached <path in the repository>
attached() {
  "${ATTACHED[@]:0:${#ATTACHED[@]}-1}" "${ATTACHED[-1]}$1"
}

push_with_attachments() {
  lambda_image build
  # The sample sets maven.deploy.skip, for which CycloneDX's plugin would write nothing.
  quietly "$RUN/bill.log" maven -f "$PROJECT/pom.xml" "$CYCLONEDX" -DoutputFormat=json \
    -DincludeProvidedScope=false -Dcyclonedx.skipNotDeployed=false
  lambda_image push -Dlambda-image.sbom -Dlambda-image.provenance
  check_last_line
  check_equal "the bill of CycloneDX's plugin has what is in the layers, and nothing else" "" \
    "$(grep -F 'The bill of materials' "$RUN/push.log" || true)"
  DIGEST=$(field "$LAYOUT/image.json" .digest)
}

# check_list <command that inspects...>: $RUN/list.json is what belongs to the image.
check_list() {
  local subject
  check_equal "the list has a bill and a statement" \
    '["application/vnd.cyclonedx+json","application/vnd.in-toto+json"]' \
    "$(jq -c '[.manifests[].artifactType] | sort' "$RUN/list.json")"
  check_equal "image.json names what is in the list" \
    "$(jq -c '[.manifests[].digest] | sort' "$RUN/list.json")" \
    "$(jq -c '[.attached[].digest] | sort' "$LAYOUT/image.json")"
  "$@" "sample@$DIGEST" --raw >"$RUN/manifest.json"
  for subject in $(jq -r '.manifests[].digest' "$RUN/list.json"); do
    "$@" "sample@$subject" --raw >"$RUN/artifact.json"
    check_equal "the manifest $subject belongs to the image" "$DIGEST $(wc -c <"$RUN/manifest.json")" \
      "$(jq -r '.subject | "\(.digest) \(.size)"' "$RUN/artifact.json")"
    check_attached_blob
  done
}

# check_attached_blob: $RUN/artifact.json is the manifest.
check_attached_blob() {
  local blob
  blob=$(field "$RUN/artifact.json" '.layers[0].digest')
  attached "/blobs/$blob" >"$RUN/attached" ||
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

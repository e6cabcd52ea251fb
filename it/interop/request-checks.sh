# shellcheck shell=bash
# What the plugin asked of a registry, by the registry's own log: requests_since has written it to
# $RUN/<step>-requests.txt.

# check_build_requests: a build needs to know the base, not to have it. The end of a layer, which
# says how large it is, comes as 206 (partial content).
check_build_requests() {
  check_equal "build fetches none of the base's layers, but for the last bytes" "" \
    "$(grep -F -f <(field "$RUN/base-manifest.json" '.layers[].digest') "$RUN/build-requests.txt" |
      grep -vE '^GET .* 206$')"
  check_equal "build writes nothing to a registry" "" "$(writes "$RUN/build-requests.txt")"
}

# check_first_push_requests: in one registry the base's layers are neither fetched nor sent.
check_first_push_requests() {
  check_equal "push to the base's registry fetches none of the base's layers" "" \
    "$(grep -F -f <(field "$RUN/base-manifest.json" '.layers[].digest') "$RUN/push-requests.txt" |
      grep '^GET ')"
  check_equal "push uploads the own layers and the config, and nothing else" \
    "$(($(jq '.layers | length' "$RUN/image.json") + 1))" "$(uploads "$RUN/push-requests.txt")"
}

check_second_push_requests() {
  check_equal "push of an unchanged project sends nothing" "" \
    "$(writes "$RUN/second-push-requests.txt")"
}

check_code_change_requests() {
  check_equal "push of changed code uploads one layer and the config" 2 \
    "$(uploads "$RUN/code-change-requests.txt")"
  check_equal "the layer that changed is that of the classes" classes \
    "$(jq -r --slurpfile before "$RUN/image.json" \
      '[$before[0].layers[].digest] as $old | .layers[] | select(.digest | IN($old[]) | not) | .name' \
      "$LAYOUT/image.json")"
}

writes() {
  grep -vE '^(GET|HEAD) ' "$1" || true
}

# uploads <requests>: how many blobs were completed from a body; a mounted one is completed by POST.
uploads() {
  grep -cE '^PUT /v2/[^ ]*/blobs/uploads/[^ ]* 201$' "$1" || true
}

# shellcheck shell=bash
# An image with a cache that its own JVM has made, run by other programs than those that made it.

# check_startup_cache <architecture>: pushes such an image, pulls it, and has the base's own entrypoint
# start the function with the cache and not otherwise.
check_startup_cache() {
  local image=$RUN/image.json config=$RUN/config.json
  local options=(-Dlambda-image.startupCache=true "-Dlambda-image.trainingEvents=$HERE/events/order.json")
  lambda_image build "${options[@]}"
  check_match "the build says what its startup cache brings" 'Startup cache: init [0-9,]+ ms .* [0-9,]+ ms' \
    "$(<"$RUN/build.log")"
  lambda_image push "${options[@]}"
  check_equal "push sends what build has trained" "" "$(grep -F 'to train its JVM' "$RUN/push.log")"
  read_image
  check_equal "program and cache are the last layers" "startup program,startup cache" \
    "$(field "$image" '[.layers[-2:][].name] | join(",")')"
  check_equal "the entrypoint is the base's" "$(jq -c .config.Entrypoint "$RUN/base-config.json")" \
    "$(jq -c .config.Entrypoint "$config")"
  unpack "dir:$RUN/pulled" "$RUN/unpacked"
  check_invocation "the function answers without its startup cache" "$RUN/unpacked" "$RUN/without" \
    "" LAMBDA_IMAGE_STARTUP_CACHE=off
  check_invocation "the JVM takes the startup cache of the pushed image on $1" "$RUN/unpacked" "$RUN/with" \
    "" LAMBDA_IMAGE_STARTUP_CACHE=required
  rm "$RUN"/unpacked/rootfs/opt/lambda-image/startup.*
  check_invocation "without the file of the cache the function starts as ever" "$RUN/unpacked" "$RUN/missing"
  printf 'no cache' >"$RUN/unpacked/rootfs/opt/lambda-image/startup.jsa"
  check_invocation "and so it does with a file that is none" "$RUN/unpacked" "$RUN/damaged"
}

# check_startup_cache_by <engine>: where there are no namespaces, an engine runs the image for the training.
check_startup_cache_by() {
  local programs=$RUN/programs-$1
  mkdir -p "$programs"
  ln -sf "$ENGINE_PATH/$1" "$programs/$1"
  printf '#!/bin/sh\necho "unshare: Operation not permitted" >&2\nexit 1\n' >"$programs/unshare"
  chmod +x "$programs/unshare"
  # Another event, or the cache would be known.
  printf '{"country": "AT", "items": [], "by": "%s"}\n' "$1" >"$RUN/event-$1.json"
  PATH=$programs:$PATH lambda_image build -Dlambda-image.startupCache=true \
    "-Dlambda-image.trainingEvents=$RUN/event-$1.json"
  check_match "without namespaces $1 runs the training" "Not in a namespace: .*unshare.*It is run by $1.*Startup cache: init [0-9,]+ ms" \
    "$(tr '\n' ' ' <"$RUN/build.log")"
}

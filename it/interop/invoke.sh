# shellcheck shell=bash
# The image's own entrypoint, run as Lambda runs it, against a stand-in of Lambda's Runtime API.
#
# Lambda's rules are kept where a plain chroot would be more generous: another user than root, a file
# system that cannot be written to but for /tmp, no environment but the image's and Lambda's.

LAMBDA_USER=993
LAMBDA_GROUP=990
INVOCATION_TIMEOUT=180
# NAME=value of the function's configuration, beside what Lambda sets.
FUNCTION_VARIABLES=()

# unpack <image for skopeo> <folder>: <folder>/rootfs is the file tree, config.json the
# image's configuration.
unpack() {
  mkdir -p "$2"
  quietly "$2/skopeo.log" skopeo copy "$1" "oci:$2/oci:unpack"
  quietly "$2/umoci.log" umoci unpack --image "$2/oci:unpack" "$2/bundle"
  mv "$2/bundle/rootfs" "$2/rootfs"
  skopeo inspect --config "oci:$2/oci:unpack" >"$2/config.json"
  rm -rf "$2/oci"
}

# check_invocation <what> <folder of unpack> <folder for logs> [<expected answer> [NAME=value...]]
check_invocation() {
  FUNCTION_VARIABLES=("${@:5}")
  invoke_image "$1" "$2" "$3" "$HERE/events/order.json"
  FUNCTION_VARIABLES=()
  check_same_json "$1" "${4:-$HERE/events/order.expected.json}" "$3/1.response"
}

# invoke_image <what> <folder of unpack> <folder for answers and logs> <file of events>: an event on
# each line; N.response or N.error for each is there afterwards.
invoke_image() {
  local what=$1 image=$2 logs=$3 events=$4 api container status=0
  mkdir -p "$logs"
  enable_foreign_binaries "$image"

  java "$HERE/RuntimeApi.java" "$events" "$logs" "$INVOCATION_TIMEOUT" \
    >"$logs/runtime-api.log" 2>&1 </dev/null &
  api=$!
  wait_for 30 "$logs/port"
  run_entrypoint "$image" "127.0.0.1:$(<"$logs/port")" >"$logs/function.log" 2>&1 </dev/null &
  container=$!

  # A function that ends before it has answered will not answer any more.
  wait -n "$api" "$container" || true
  kill "$container" 2>/dev/null || true
  wait "$container" 2>/dev/null || true
  kill "$api" 2>/dev/null || true
  wait "$api" || status=$?

  if [[ ! -e $logs/$(wc -l <"$events").response && ! -e $logs/$(wc -l <"$events").error ]]; then
    fail "$what" "all answers" "Runtime API's exit code $status; $(cat "$logs"/*error "$logs"/*.log)"
  fi
}

# run_entrypoint <folder of unpack> <runtime api>: argv, environment and working directory are the
# image's. Namespaces of its own make sure that all of it ends with the process we started.
run_entrypoint() {
  local image=$1 config=$1/config.json command environment
  mapfile -t command < <(field "$config" '.config | (.Entrypoint // []) + (.Cmd // []) | .[]')
  mapfile -t environment < <(field "$config" '.config.Env // [] | .[]')
  environment+=(
    AWS_LAMBDA_RUNTIME_API="$2"
    AWS_LAMBDA_FUNCTION_NAME=interop
    AWS_LAMBDA_FUNCTION_VERSION='$LATEST'
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512
    AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/interop
    AWS_LAMBDA_LOG_STREAM_NAME=interop
    AWS_REGION=eu-central-1
    "${FUNCTION_VARIABLES[@]}"
  )
  exec unshare --mount --pid --fork --kill-child "$BASH" "$HERE/container" \
    "$image/rootfs" "$LAMBDA_USER:$LAMBDA_GROUP" /bin/busybox env -i "${environment[@]}" \
    /bin/busybox sh -c 'cd "$1" && shift && exec "$@"' sh \
    "$(field "$config" .config.WorkingDir)" "${command[@]}"
}

# enable_foreign_binaries <folder of unpack>: qemu for binaries that this kernel cannot run, unless
# the machine has that already. binfmt_misc is mounted in our folder and our entry in it removed at
# the end, so that the machine stays as it was. F: the kernel keeps the interpreter open, and
# the chroot needs no copy of it.
enable_foreign_binaries() {
  local architecture machine interpreter
  chroot "$1/rootfs" /bin/busybox true 2>/dev/null && return
  architecture=$(field "$1/config.json" .architecture)
  case $architecture in
    arm64) machine='\xb7' interpreter=$(command -v qemu-aarch64-static || true) ;;
    amd64) machine='\x3e' interpreter=$(command -v qemu-x86_64-static || true) ;;
    *) fail "run a foreign architecture" "arm64 or amd64" "$architecture" ;;
  esac
  [[ -n $interpreter ]] || fail "run a foreign architecture" "qemu's static binaries" "none"
  mkdir -p "$WORK/binfmt_misc"
  mount -t binfmt_misc binfmt_misc "$WORK/binfmt_misc"
  BINFMT=lambda-image-interop-$$
  local magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00'$machine'\x00'
  # The ABI byte does not matter, and the file type may be executable or shared object.
  local mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'
  printf '%s' ":$BINFMT:M::$magic:$mask:$interpreter:F" >"$WORK/binfmt_misc/register"
  chroot "$1/rootfs" /bin/busybox true || fail "run $architecture under qemu" "exit code 0" "$?"
}

disable_foreign_binaries() {
  mountpoint -q "$WORK/binfmt_misc" 2>/dev/null || return 0
  [[ ! -e $WORK/binfmt_misc/$BINFMT ]] || echo -1 >"$WORK/binfmt_misc/$BINFMT"
  umount "$WORK/binfmt_misc"
}

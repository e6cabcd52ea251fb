# shellcheck shell=bash
# Bases that are not AWS's Java bases: a Debian with a Java, as one finds them on Docker Hub, and one
# in the shape of AWS's provided:al2023, which has no runtime at all.

# image_of <name> <architecture> <layers...> -- <options of umoci config...>: puts folders on top of
# each other, without running anything in them, and publishes that as PLAIN/<name>.
image_of() {
  local image=$WORK/umoci:base name=$1 architecture=$2 layers=() layer
  shift 2
  while [[ $1 != -- ]]; do
    layers+=("$1")
    shift
  done
  shift
  umoci init --layout "$WORK/umoci" && umoci new --image "$image" || return
  for layer in "${layers[@]}"; do
    umoci insert --image "$image" "$layer" / || return
  done
  umoci config --image "$image" --os linux --architecture "$architecture" "$@" &&
    skopeo copy --dest-tls-verify=false "oci:$image" "docker://$PLAIN/$name" &&
    rm -rf "$WORK/umoci"
}

# publish_debian_jre <architecture> <folder of base_folders>: `java` on the PATH, through two links,
# and neither an entrypoint nor a working directory.
publish_debian_jre() {
  local links=$2/alternatives
  mkdir -p "$links"/{etc/alternatives,usr/bin}
  ln -s /etc/alternatives/java "$links/usr/bin/java"
  ln -s "/usr/lib/jvm/java-17-openjdk-$1/bin/java" "$links/etc/alternatives/java"
  quietly "$WORK/debian-jre.log" image_of "debian/jre:17-$1" "$1" \
    "$2/system" "$2/java" "$links" -- \
    --config.env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
}

# publish_provided <architecture> <folder of base_folders>
publish_provided() {
  local provided=$2/provided variable options=()
  mkdir -p "$provided"
  cp "$2/runtime/lambda-entrypoint.sh" "$provided/"
  while read -r variable; do
    options+=(--config.env "$variable")
  done <<'VARIABLES'
LANG=en_US.UTF-8
TZ=:/etc/localtime
PATH=/usr/local/bin:/usr/bin/:/bin:/opt/bin
LD_LIBRARY_PATH=/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib
LAMBDA_TASK_ROOT=/var/task
LAMBDA_RUNTIME_DIR=/var/runtime
VARIABLES
  quietly "$WORK/provided.log" image_of lambda/provided:al2023 "$1" "$2/system" "$provided" -- \
    "${options[@]}" --config.workingdir /var/task --config.entrypoint /lambda-entrypoint.sh
}

# AWS's runtime interface client on a Java that is not AWS's.
runtime_client_on_debian() {
  # For start_run.
  local BASE=$PLAIN/debian/jre program
  start_run debian-jre arm64 docker 17-arm64 "$PLAIN"
  lambda_image_refused "a base that starts nothing is refused, and the cure named" build \
    "has no entrypoint.*<runtimeInterfaceClient>true</runtimeInterfaceClient>"

  PROFILE+=(-Dlambda-image.runtimeInterfaceClient=true -Dlambda-image.snapStart=true)
  lambda_image push
  pull_and_unpack
  program=$(field "$RUN/unpacked/config.json" '.config.Entrypoint[0]')
  check_match "the entrypoint is absolute" '^/' "$program"
  check_equal "the entrypoint is no symbolic link" "$program regular file" \
    "$program $(stat -c %F "$RUN/unpacked/rootfs$program")"
  check_equal "label for SnapStart" Allow \
    "$(field "$RUN/unpacked/config.json" '.config.Labels["com.amazonaws.lambda.feature.snapstart"]')"
  check_invocation "AWS's runtime interface client runs the function on Debian's Java" \
    "$RUN/unpacked" "$RUN/invocation"
  # There is no emulator in it, and none is needed.
  check_engine_invoke docker
}

# A native program, of the machine's own architecture because the compiler is.
native_runtime() {
  # shellcheck disable=SC2034 # For start_run.
  local BASE=$PLAIN/lambda/provided PROJECT=$WORK/checkout/native
  copy_native_project
  start_run native "$(lambda_architecture)" oci al2023 "$PLAIN"
  lambda_image_refused "a program where a zip file has it is refused, and the cure named" build \
    "'/var/task/bootstrap'.*<into>/var/runtime</into>" -Dprogram.into=/var/task

  lambda_image push
  pull_and_unpack
  check_equal "the program can be started by any user" "755 0:0" \
    "$(stat -c '%a %u:%g' "$RUN/unpacked/rootfs/var/runtime/bootstrap")"
  check_equal "a link beside it is unpacked as one" "bootstrap" \
    "$(readlink "$RUN/unpacked/rootfs/var/runtime/main")"
  jq '{handler: "orders", event: .}' "$HERE/events/order.json" >"$RUN/expected.json"
  check_invocation "a native program is the runtime" \
    "$RUN/unpacked" "$RUN/invocation" "$RUN/expected.json"
  local engine
  for engine in docker podman; do
    check_engine_extension "$engine" "$RUN/expected.json"
  done
}

copy_native_project() {
  local version
  version=$(sed -nE 's:^  <version>(.*)</version>:\1:p' "$ROOT/pom.xml")
  rm -rf "$PROJECT"
  mkdir -p "$PROJECT/program"
  sed "s/@project.version@/$version/" "$HERE/native/pom.xml" >"$PROJECT/pom.xml"
  quietly "$WORK/native.log" cc -O1 -Wall -Werror -static -o "$PROJECT/program/bootstrap" \
    "$HERE/native/bootstrap.c"
  ln -s bootstrap "$PROJECT/program/main"
  mkdir -p "$PROJECT/extensions"
  cp "$PROJECT/program/bootstrap" "$PROJECT/extensions/watcher"
}

lambda_architecture() {
  local machine
  machine=$(uname -m)
  echo "${machine/aarch64/arm64}"
}

# pull_and_unpack: what the registry has, as skopeo and umoci get it: RUN/unpacked.
pull_and_unpack() {
  pull "$DESTINATION" "sample@$(field "$LAYOUT/image.json" .digest)" "dir:$RUN/pulled"
  unpack "dir:$RUN/pulled" "$RUN/unpacked"
}

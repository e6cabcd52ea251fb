# shellcheck shell=bash
# A base image for each architecture, made of Debian's packages and AWS's runtime interface client.

# Enough to run a JVM without a display; what else openjdk depends on is never loaded.
BASE_PACKAGES=(libc6 libgcc-s1 libstdc++6 zlib1g busybox-static openjdk-17-jre-headless)

# debian_packages <architecture> <folder>: downloads them with an apt of our own state, so that the
# machine's list of architectures stays as it is.
debian_packages() {
  local apt=$WORK/apt-$1
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$2"
  touch "$apt/status"
  local options=(
    -q
    -o APT::Architecture="$1" -o APT::Architectures="$1"
    -o Dir::State="$apt/state" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache"
    # The user _apt cannot write to a temporary folder of root's.
    -o APT::Sandbox::User=root
    -o Acquire::Languages=none -o Acquire::Retries=3
    # The hooks of the machine's own apt have no business here.
    -o APT::Update::Post-Invoke-Success="" -o APT::Update::Post-Invoke=""
  )
  quietly "$apt/update.log" apt-get "${options[@]}" update
  (cd "$2" && quietly "$apt/download.log" apt-get "${options[@]}" download "${BASE_PACKAGES[@]}")
}

runtime_interface_client() {
  quietly "$WORK/runtime-interface-client.log" maven -f "$HERE/base/pom.xml" \
    dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$1"
}

# base_folders <architecture> <folder>: the three layers as folders.
base_folders() {
  local system=$2/system java=$2/java runtime=$2/runtime package
  mkdir -p "$system" "$java" "$runtime/var/lang/bin" "$runtime/var/runtime"
  for package in "$WORK/packages-$1"/*.deb; do
    case ${package##*/} in
      openjdk-*) dpkg-deb -x "$package" "$java" ;;
      *) dpkg-deb -x "$package" "$system" ;;
    esac
  done
  rm -rf "$java"/usr/share/{doc,man,lintian} "$system"/usr/share/{doc,man,lintian}

  ln -s busybox "$system/bin/sh"
  mkdir -p "$system"/{dev,proc,opt,var/task}
  mkdir -m 1777 "$system/tmp"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$system/etc/passwd"
  echo '127.0.0.1 localhost' >"$system/etc/hosts"

  ln -s "/usr/lib/jvm/java-17-openjdk-$1/bin/java" "$runtime/var/lang/bin/java"
  cp -r "$WORK/runtime-interface-client" "$runtime/var/runtime/lib"
  install -m 755 "$HERE/base/bootstrap" "$runtime/var/runtime/bootstrap"
  install -m 755 "$HERE/base/lambda-entrypoint.sh" "$runtime/lambda-entrypoint.sh"
}

# buildah with a store of its own; vfs asks nothing of the kernel.
private_buildah() {
  buildah --root "$WORK/buildah/root" --runroot "$WORK/buildah/runroot" --storage-driver vfs "$@"
}

# publish_base <architecture> <tag>
publish_base() {
  private_buildah build --layers --isolation chroot --format docker --arch "$1" --timestamp 0 \
    --file "$HERE/base/Containerfile" --tag "base-$1" "$WORK/base-$1" &&
    private_buildah push --tls-verify=false --format v2s2 "base-$1" "docker://$BASE:$2"
}

# Sets BASE; afterwards the registry has BASE:17.al2023 (an index of both), BASE:17.al2023-arm64 and
# BASE:17.al2023-x86_64, and the bases of other-bases.sh.
make_base_images() {
  local architecture tag
  BASE=$PLAIN/lambda/java
  [[ ! -e $WORK/base-images-made ]] || return 0
  runtime_interface_client "$WORK/runtime-interface-client"
  for architecture in arm64 amd64; do
    debian_packages "$architecture" "$WORK/packages-$architecture"
    base_folders "$architecture" "$WORK/base-$architecture"
    tag=17.al2023-${architecture/amd64/x86_64}
    quietly "$WORK/base-$architecture.log" publish_base "$architecture" "$tag"
    [[ $architecture != arm64 ]] || publish_debian_jre arm64 "$WORK/base-arm64"
    [[ $tag != "17.al2023-$(lambda_architecture)" ]] ||
      publish_provided "$architecture" "$WORK/base-$architecture"
    rm -rf "$WORK/base-$architecture" "$WORK/packages-$architecture"
  done
  quietly "$WORK/base-index.log" publish_index
  rm -rf "$WORK/buildah"
  touch "$WORK/base-images-made"
}

publish_index() {
  private_buildah manifest create base &&
    private_buildah manifest add --tls-verify=false base "docker://$BASE:17.al2023-arm64" &&
    private_buildah manifest add --tls-verify=false base "docker://$BASE:17.al2023-x86_64" &&
    private_buildah manifest push --tls-verify=false --all --format v2s2 base "docker://$BASE:17.al2023"
}

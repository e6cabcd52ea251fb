# shellcheck shell=bash
# target/lambda-image.tar, one file with two indexes: a Docker archive and an OCI archive.

check_archive() {
  local archive=$PROJECT/target/lambda-image.tar kind
  DIGEST=$(field "$LAYOUT/image.json" .digest)

  for kind in docker-archive oci-archive; do
    check_equal "skopeo finds the image's config in the tar as $kind" \
      "$(field "$LAYOUT/image.json" .imageId)" \
      "$(skopeo inspect --raw --config "$kind:$archive" | sha256)"
    quietly "$RUN/$kind.log" skopeo copy "$kind:$archive" "dir:$RUN/$kind"
    check_complete "$kind"
    rm -rf "${RUN:?}/$kind"
  done
  check_equal "the tar as oci-archive has the very manifest that is pushed" \
    "$DIGEST" "$(skopeo inspect --raw "oci-archive:$archive" | sha256)"
  check_equal "the tar does not tell who made it, or when" "-rw-r--r-- 0/0 1970-01-01 00:00" \
    "$(TZ=UTC list_tar --verbose "$archive" | awk '{ print $1, $2, $4, $5 }' | sort -u)"
  # The way of `podman load`.
  check_equal "a container engine's store takes the tar and gives it the image's id" \
    "$(field "$LAYOUT/image.json" '.imageId | ltrimstr("sha256:")')" \
    "$(private_buildah pull -q "docker-archive:$archive" 2>"$RUN/buildah.log" </dev/null)"
  rm -rf "$WORK/buildah"
}

# check_complete <kind>: every layer's content, the base's, too, is what the config says.
check_complete() {
  local digest
  while read -r digest; do
    layer_content "$RUN/$1/${digest#sha256:}" | sha256
  done < <(field "$RUN/$1/manifest.json" '.layers[].digest') >"$RUN/$1.txt"
  check_equal "skopeo copies all layers, the base's too, out of the tar as $1" \
    "$(field "$RUN/config.json" '.rootfs.diff_ids[]')" "$(<"$RUN/$1.txt")"
}

# A Docker archive's layers come out uncompressed, an OCI archive's as they were pushed.
layer_content() {
  if gzip -t "$1" 2>/dev/null; then gzip -dc "$1"; else cat "$1"; fi
}

# private_podman: Debian's, with a storage of its own, as a program to name in <engine>. It loads and
# inspects images where it could run none.
private_podman() {
  mkdir -p "$WORK/podman"
  cat >"$WORK/podman/podman" <<SH
#!/bin/sh
exec podman --root "$WORK/podman/root" --runroot "$WORK/podman/runroot" --storage-driver vfs "\$@"
SH
  chmod +x "$WORK/podman/podman"
  echo "$WORK/podman/podman"
}

# After check_image, whose config the engine has to know.
check_load() {
  local podman tag
  podman=$(private_podman)
  lambda_image load -Dlambda-image.engine="$podman"
  for tag in ${TAGS//,/ }; do
    "$podman" image inspect "$DESTINATION/sample:$tag" >"$RUN/loaded.json" 2>"$RUN/podman.log" ||
      fail "podman image inspect" "the image as $tag" "$(<"$RUN/podman.log")"
    check_equal "podman has the image as $tag, with its id" \
      "$(field "$LAYOUT/image.json" '.imageId | ltrimstr("sha256:")')" \
      "$(field "$RUN/loaded.json" '.[0].Id')"
  done
  check_same_json "podman knows the image's architecture, handler, entrypoint and layers" \
    <(jq '[.architecture, .config.Cmd, .config.Entrypoint, .rootfs.diff_ids]' "$RUN/config.json") \
    <(jq '.[0] | [.Architecture, .Config.Cmd, .Config.Entrypoint, .RootFS.Layers]' "$RUN/loaded.json")
  check_match "load prints the command that runs the image" \
    "podman run --rm -p 9000:8080 .*$DESTINATION/sample:${TAGS%%,*}" "$(<"$RUN/load.log")"
  check_equal "load leaves no archive behind" "" \
    "$(find "$PROJECT/target" -name 'lambda-image-*.tar*')"
  rm -rf "$WORK/podman"
}

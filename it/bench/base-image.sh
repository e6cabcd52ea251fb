# shellcheck shell=bash
# A base image in the shape of AWS's Java image: a Docker v2s2 index for arm64 and amd64, six gzip
# layers of together about 70 MB, and AWS's config. Written and sent by hand, so that no peer has
# seen it before the measurement.

BASE_REPOSITORY=lambda/java
BASE_TAG=21
BASE_LAYERS=6

make_base_image() {
  [[ ! -d $WORK/base-storage ]] || return 0
  say "making the base image"
  start_registry
  make_base_layers
  push_base_manifests
  stop_registry
  mv "$WORK/registry" "$WORK/base-storage"
}

# MB of random bytes per layer; as hexadecimal text they grow threefold and then compress to about
# one and a half times the number.
make_base_layers() {
  local size number=0
  mkdir -p "$WORK/base"
  for size in 22 11 7 4 2 1; do
    number=$((number + 1))
    make_base_tree "$WORK/base/$number" "$number" "$size"
    tar -C "$WORK/base/$number" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 \
      -cf "$WORK/base/$number.tar" .
    gzip -1 -n -k -f "$WORK/base/$number.tar"
    push_blob "$WORK/base/$number.tar.gz"
    rm -rf "$WORK/base/${number:?}"
  done
}

# Thousands of small files, for they cost a program that unpacks layers more than few large ones.
make_base_tree() {
  local tree=$1 number=$2 size=$3
  mkdir -p "$tree/usr/share/layer-$number"
  head -c "${size}M" /dev/urandom | od -An -v -tx1 -w32 |
    split -b 40k -a 4 - "$tree/usr/share/layer-$number/file-"
  if ((number == BASE_LAYERS)); then
    mkdir -p "$tree/var/task" "$tree/var/runtime"
    printf '#!/bin/sh\nexec /var/runtime/bootstrap "$@"\n' >"$tree/lambda-entrypoint.sh"
    printf '#!/bin/sh\nexit 1\n' >"$tree/var/runtime/bootstrap"
    chmod 755 "$tree/lambda-entrypoint.sh" "$tree/var/runtime/bootstrap"
  fi
}

sha256() { sha256sum "$1" | cut -d' ' -f1; }

bytes() { stat -c %s "$1"; }

push_blob() {
  local file=$1 location
  location=$(curl -fsS -X POST -D - -o /dev/null \
    "http://$REGISTRY/v2/$BASE_REPOSITORY/blobs/uploads/" |
    tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
  curl -fsS -X PUT -H 'Content-Type: application/octet-stream' --data-binary "@$file" \
    -o /dev/null "$location&digest=sha256:$(sha256 "$file")"
}

push_manifest() {
  local file=$1 reference=$2
  curl -fsS -X PUT -H "Content-Type: $(jq -r .mediaType "$file")" --data-binary "@$file" \
    -o /dev/null "http://$REGISTRY/v2/$BASE_REPOSITORY/manifests/$reference"
}

# Both architectures share their layers: only arm64 is ever pulled, amd64 makes it an index.
push_base_manifests() {
  local architecture
  for architecture in arm64 amd64; do
    write_base_config "$architecture" >"$WORK/base/config-$architecture.json"
    push_blob "$WORK/base/config-$architecture.json"
    write_base_manifest "$WORK/base/config-$architecture.json" >"$WORK/base/$architecture.json"
    push_manifest "$WORK/base/$architecture.json" \
      "sha256:$(sha256 "$WORK/base/$architecture.json")"
  done
  write_base_index >"$WORK/base/index.json"
  push_manifest "$WORK/base/index.json" "$BASE_TAG"
}

write_base_config() {
  local architecture=$1 number
  for ((number = 1; number <= BASE_LAYERS; number++)); do
    sha256 "$WORK/base/$number.tar"
  done | jq -R -s --arg architecture "$architecture" '
    split("\n")[:-1] | map("sha256:" + .) as $layers | {
      architecture: $architecture, os: "linux", created: "1970-01-01T00:00:00Z",
      config: {
        WorkingDir: "/var/task",
        Entrypoint: ["/lambda-entrypoint.sh"],
        Env: [
          "LANG=en_US.UTF-8",
          "TZ=:/etc/localtime",
          "PATH=/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
          "LD_LIBRARY_PATH=/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
          "LAMBDA_TASK_ROOT=/var/task",
          "LAMBDA_RUNTIME_DIR=/var/runtime"
        ]
      },
      rootfs: {type: "layers", diff_ids: $layers},
      history: ($layers | map({created: "1970-01-01T00:00:00Z", created_by: "bench"}))
    }'
}

write_base_manifest() {
  local config=$1 number layer
  for ((number = 1; number <= BASE_LAYERS; number++)); do
    layer=$WORK/base/$number.tar.gz
    echo "$(bytes "$layer") sha256:$(sha256 "$layer")"
  done | jq -R -s --argjson size "$(bytes "$config")" --arg digest "sha256:$(sha256 "$config")" '
    "application/vnd.docker." as $type | {
      schemaVersion: 2,
      mediaType: ($type + "distribution.manifest.v2+json"),
      config: {mediaType: ($type + "container.image.v1+json"), size: $size, digest: $digest},
      layers: (split("\n")[:-1] | map(split(" ") | {
        mediaType: ($type + "image.rootfs.diff.tar.gzip"), size: (.[0] | tonumber), digest: .[1]
      }))
    }'
}

write_base_index() {
  local architecture file
  for architecture in arm64 amd64; do
    file=$WORK/base/$architecture.json
    echo "$architecture $(bytes "$file") sha256:$(sha256 "$file")"
  done | jq -R -s '
    "application/vnd.docker.distribution.manifest." as $type | {
      schemaVersion: 2,
      mediaType: ($type + "list.v2+json"),
      manifests: (split("\n")[:-1] | map(split(" ") | {
        mediaType: ($type + "v2+json"), size: (.[1] | tonumber), digest: .[2],
        platform: {architecture: .[0], os: "linux"}
      }))
    }'
}

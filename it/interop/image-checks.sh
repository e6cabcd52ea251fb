# shellcheck shell=bash
# The pushed image, read by skopeo and tar and compared with what the plugin says in image.json.

# remote_options <registry> <prefix>: how skopeo gets at a registry; for copies the prefix is `src-`.
remote_options() {
  case $1 in
    "$PLAIN") printf '%s\n' "--$2tls-verify=false" ;;
    "$CLOSED")
      printf '%s\n' "--$2cert-dir=$CLOSED_CERTIFICATES" "--$2creds=$CLOSED_USER:$CLOSED_PASSWORD"
      ;;
    "$ECR") printf '%s\n' "--$2cert-dir=$CLOSED_CERTIFICATES" "--$2creds=AWS:$ECR_TOKEN" ;;
  esac
}

# inspect <registry> <image> <options...>: `skopeo inspect` of an image in a registry.
inspect() {
  local options
  mapfile -t options < <(remote_options "$1" "")
  skopeo inspect "${options[@]}" "${@:3}" "docker://$1/$2"
}

# pull <registry> <image> <destination>: `skopeo copy` from a registry.
pull() {
  local options
  mapfile -t options < <(remote_options "$1" src-)
  quietly "$RUN/pull.log" skopeo copy "${options[@]}" "docker://$1/$2" "$3"
}

# read_image: everything that the checks below look at, as files in RUN.
read_image() {
  local tag
  cp "$LAYOUT/image.json" "$LAYOUT/image.properties" "$RUN/"
  DIGEST=$(field "$RUN/image.json" .digest)
  tag=$(field "$RUN/image.json" '.tags[0]')
  inspect "$DESTINATION" "sample:$tag" >"$RUN/inspect.json"
  inspect "$DESTINATION" "sample:$tag" --raw >"$RUN/manifest.json"
  inspect "$DESTINATION" "sample:$(field "$RUN/image.json" '.tags[1]')" --raw \
    >"$RUN/manifest-by-second-tag.json"
  inspect "$DESTINATION" "sample@$DIGEST" --raw >"$RUN/manifest-by-digest.json"
  inspect "$DESTINATION" "sample@$DIGEST" --raw --config >"$RUN/config.json"
  pull "$DESTINATION" "sample@$DIGEST" "dir:$RUN/pulled"

  inspect "$PLAIN" "lambda/java:$BASE_TAG" --raw >"$RUN/base-reference.json"
  local platform=(--override-os=linux --override-arch="$(field "$RUN/config.json" .architecture)")
  pull_base "${platform[@]}"
  mv "$RUN/base/manifest.json" "$RUN/base-manifest.json"
  cp "$RUN/base/$(field "$RUN/base-manifest.json" '.config.digest | ltrimstr("sha256:")')" \
    "$RUN/base-config.json"
  rm -rf "$RUN/base"
}

pull_base() {
  quietly "$RUN/base.log" skopeo "$@" copy --src-tls-verify=false \
    "docker://$BASE:$BASE_TAG" "dir:$RUN/base"
}

check_image() {
  read_image
  check_summary
  check_manifest
  check_config
  check_layers
}

# image.properties has what image.json has, each value under its path.
check_summary() {
  check_equal "image.json has the tags and the URI that were asked for" \
    "$TAGS $DESTINATION/sample@$DIGEST" \
    "$(field "$RUN/image.json" '"\(.tags | join(",")) \(.imageUri)"')"
  check_equal "image.properties is the twin of image.json" \
    "$(jq -r '.tags |= join(",") | paths(type | . != "object" and . != "array") as $path |
      ($path | map(tostring) | join(".")) + "=" + (getpath($path) | tostring)' "$RUN/image.json" |
      LC_ALL=C sort)" \
    "$(grep -v "^#" "$RUN/image.properties" | LC_ALL=C sort)"
}

check_manifest() {
  local manifest=$RUN/manifest.json image=$RUN/image.json types
  check_equal "digest of image.json is the manifest's SHA-256" "$(sha256 "$manifest")" "$DIGEST"
  check_equal "tags and digest name the same manifest" \
    "$(sha256 "$manifest" "$manifest")" \
    "$(sha256 "$RUN/manifest-by-second-tag.json" "$RUN/manifest-by-digest.json")"
  check_equal "skopeo sees that digest, repository and layers" \
    "$(jq -c '[.digest, "\(.registry)/\(.repository)", [.layers[].digest]]' "$image")" \
    "$(jq -c --argjson base "$(jq '.layers | length' "$RUN/base-manifest.json")" \
      '[.Digest, .Name, .Layers[$base:]]' "$RUN/inspect.json")"
  case $FORMAT in
    docker)
      types="application/vnd.docker.distribution.manifest.v2+json
        application/vnd.docker.container.image.v1+json
        application/vnd.docker.image.rootfs.diff.tar.gzip"
      ;;
    oci)
      types="application/vnd.oci.image.manifest.v1+json
        application/vnd.oci.image.config.v1+json
        application/vnd.oci.image.layer.v1.tar+gzip"
      ;;
  esac
  check_equal "media types of format $FORMAT, the same for all layers" \
    "$(tr -d " " <<<"$types")" \
    "$(field "$manifest" '.mediaType, .config.mediaType, (.layers | map(.mediaType) | unique[])')"
  check_equal "the base's layers come first, then those of image.json" \
    "$(jq -cn --slurpfile base "$RUN/base-manifest.json" --slurpfile image "$image" \
      '[($base[0], $image[0]).layers[] | [.digest, .size]]')" \
    "$(jq -c '[.layers[] | [.digest, .size]]' "$manifest")"
  check_equal "base digest of image.json is what the registry has under the base's tag" \
    "$BASE:$BASE_TAG $(sha256 "$RUN/base-reference.json")" \
    "$(field "$image" '"\(.base.reference) \(.base.digest)"')"
  (($(wc -c <"$manifest") < 25400)) ||
    fail "manifest is small enough for Lambda" "fewer than 25400 bytes" "$(wc -c <"$manifest")"
  ok "manifest is small enough for Lambda"
}

check_config() {
  local config=$RUN/config.json image=$RUN/image.json base=$RUN/base-config.json
  check_equal "imageId of image.json is the config's SHA-256, and the manifest names it" \
    "$(field "$image" '"\(.imageId) \(.imageId)"')" \
    "$(sha256 "$config") $(field "$RUN/manifest.json" .config.digest)"
  check_equal "architecture and creation time" \
    "linux $(field "$image" '"\(.architecture | sub("x86_64"; "amd64")) \(.created)"')" \
    "$(field "$config" '"\(.os) \(.architecture) \(.created)"')"
  check_equal "Cmd is the handler" "$(jq -c '[.handler]' "$image")" "$(jq -c .config.Cmd "$config")"
  check_equal "entrypoint, working directory and environment are the base's" \
    "$(jq -cS '.config | [.Entrypoint, .WorkingDir, (.Env | sort)]' "$base")" \
    "$(jq -cS '.config | [.Entrypoint, .WorkingDir, (.Env | sort)]' "$config")"
  check_equal "diff ids are the base's and those of the own layers" \
    "$(jq -cn --slurpfile base "$base" --slurpfile image "$image" \
      '$base[0].rootfs.diff_ids + [$image[0].layers[].diffId]')" \
    "$(jq -c .rootfs.diff_ids "$config")"
  check_equal "history has an entry for each layer" \
    "$(jq '.layers | length' "$RUN/manifest.json")" \
    "$(jq '[.history[] | select(.empty_layer | not)] | length' "$config")"
}

# Of every own layer: the blob, what it is compressed of, and how Lambda would unpack it.
check_layers() {
  local blobs=() blob digest
  while read -r digest; do
    blobs+=("$RUN/pulled/${digest#sha256:}")
  done < <(field "$RUN/image.json" '.layers[].digest')
  check_equal "own layers are the files that their digests say" \
    "$(field "$RUN/image.json" '.layers[].digest')" "$(sha256 "${blobs[@]}")"
  java "$HERE/GzipMember.java" "${blobs[@]}" >"$RUN/contents.txt"
  check_equal "own layers are one gzip member each; diff ids and uncompressed sizes are right" \
    "$(field "$RUN/image.json" '.layers[] | "\(.diffId) \(.uncompressedSize)"')" \
    "$(<"$RUN/contents.txt")"

  for blob in "${blobs[@]}"; do
    list_tar --gzip --verbose --numeric-owner "$blob"
  done >"$RUN/entries.txt"
  check_equal "layers have only files 0644 and folders 0755 of 0:0, no links" "" \
    "$(awk '!($1 ~ "^(drwxr-xr-x|-rw-r--r--)$" && $2 == "0/0" && $6 ~ "^var/")' "$RUN/entries.txt")"
  for blob in "${blobs[@]}"; do
    check_parents_first "$blob"
  done
  ok "layers name every folder before what is in it"
}

# list_tar <options...> <file>: GNU tar does not know libarchive's headers, which do no harm.
list_tar() {
  tar --list --quoting-style=literal --warning=no-unknown-keyword \
    "${@:1:$#-1}" --file "${!#}"
}

check_parents_first() {
  local orphans
  orphans=$(list_tar --gzip "$1" | awk '
    { name = $0; sub("/$", "", name); parent = name }
    sub("/[^/]*$", "", parent) && !(parent in seen) { print }
    { seen[name] }')
  [[ -z $orphans ]] || fail "layers name every folder before what is in it" "no orphans" "$orphans"
}

# check_unpacked: skopeo turns the image into an OCI layout, umoci unpacks that, and the file tree
# is the function as Maven has it.
check_unpacked() {
  unpack "dir:$RUN/pulled" "$RUN/unpacked"
  check_same_lines "umoci unpacks exactly the function to /var/task" \
    <(contents_of "$WORK/function") <(contents_of "$RUN/unpacked/rootfs/var/task")
  check_equal "unpacked files and folders have the modes and the owner that Lambda wants" \
    "d 755 0:0
f 644 0:0" "$(find "$RUN/unpacked/rootfs/var/task" -printf '%y %m %U:%G\n' | LC_ALL=C sort -u)"
}

# contents_of <folder>: path and hash of each file.
contents_of() {
  (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum)
}

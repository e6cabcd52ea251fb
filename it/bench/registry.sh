# shellcheck shell=bash
# Debian's docker-registry on a free loopback port; it starts with the base image alone. Here it
# speaks plain HTTP to everybody; distant.sh and reactor.sh have others.

REGISTRY_PIDS=()
# host:port for the tools
REGISTRY=
# where and how the bench itself asks
REGISTRY_URL=
REGISTRY_CURL=()

start_registry() {
  local port
  port=$(free_port)
  REGISTRY=127.0.0.1:$port
  REGISTRY_URL=http://$REGISTRY
  REGISTRY_CURL=()
  serve_registry "$port" ""
}

# With a third argument, all requests are in its log.
serve_registry() {
  local port=$1 configuration=$2 silent=true
  [[ -z ${3:-} ]] || silent=false
  rm -rf "$WORK/registry"
  mkdir -p "$WORK/registry"
  # A copy, no hard links: the registry writes into some of its files in place.
  [[ ! -d $WORK/base-storage ]] || cp -r "$WORK/base-storage/." "$WORK/registry/"
  write_registry_config "$port" "$configuration" "$silent" >"$WORK/registry.yml"
  docker-registry serve "$WORK/registry.yml" >>"$WORK/registry.log" 2>&1 &
  REGISTRY_PIDS+=($!)
  await_registry "$REGISTRY_URL"
}

stop_registry() {
  ((${#REGISTRY_PIDS[@]} > 0)) || return 0
  kill "${REGISTRY_PIDS[@]}" 2>/dev/null || true
  wait "${REGISTRY_PIDS[@]}" 2>/dev/null || true
  REGISTRY_PIDS=()
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    # Nobody answers: the port is free.
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

write_registry_config() {
  cat <<YAML
version: 0.1
log: {level: error, accesslog: {disabled: $3}}
storage:
  cache: {blobdescriptor: inmemory}
  filesystem: {rootdirectory: $WORK/registry}
http:
  addr: 127.0.0.1:$1
$2
YAML
}

await_registry() {
  local url=$1 attempt
  for ((attempt = 0; attempt < 100; attempt++)); do
    ! curl -fs "${REGISTRY_CURL[@]}" "$url/v2/" >/dev/null || return 0
    sleep 0.1
  done
  die "docker-registry did not start; see $WORK/registry.log"
}

manifest() {
  local repository=$1 tag=$2
  curl -fsS "${REGISTRY_CURL[@]}" "$REGISTRY_URL/v2/$repository/manifests/$tag" \
    -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
    -H 'Accept: application/vnd.oci.image.manifest.v1+json'
}

blob() {
  local repository=$1 digest=$2
  curl -fsSL "${REGISTRY_CURL[@]}" "$REGISTRY_URL/v2/$repository/blobs/$digest"
}

# shellcheck shell=bash
# Debian's docker-registry on a free loopback port, plain HTTP; it starts with the base image alone.

REGISTRY_PID=
REGISTRY=

start_registry() {
  local port
  rm -rf "$WORK/registry"
  mkdir -p "$WORK/registry"
  # A copy, no hard links: the registry writes into some of its files in place.
  [[ ! -d $WORK/base-storage ]] || cp -r "$WORK/base-storage/." "$WORK/registry/"
  port=$(free_port)
  write_registry_config "$port" >"$WORK/registry.yml"
  docker-registry serve "$WORK/registry.yml" >>"$WORK/registry.log" 2>&1 &
  REGISTRY_PID=$!
  REGISTRY=127.0.0.1:$port
  await_registry
}

stop_registry() {
  [[ -n $REGISTRY_PID ]] || return 0
  kill "$REGISTRY_PID" 2>/dev/null || true
  wait "$REGISTRY_PID" 2>/dev/null || true
  REGISTRY_PID=
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
log: {level: error, accesslog: {disabled: true}}
storage:
  cache: {blobdescriptor: inmemory}
  filesystem: {rootdirectory: $WORK/registry}
http: {addr: "127.0.0.1:$1"}
YAML
}

await_registry() {
  local attempt
  for ((attempt = 0; attempt < 100; attempt++)); do
    ! curl -fs "http://$REGISTRY/v2/" >/dev/null || return 0
    sleep 0.1
  done
  die "docker-registry did not start; see $WORK/registry.log"
}

manifest() {
  local repository=$1 tag=$2
  curl -fsS "http://$REGISTRY/v2/$repository/manifests/$tag" \
    -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
    -H 'Accept: application/vnd.oci.image.manifest.v1+json'
}

blob() {
  local repository=$1 digest=$2
  curl -fsSL "http://$REGISTRY/v2/$repository/blobs/$digest"
}

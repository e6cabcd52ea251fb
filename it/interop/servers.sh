# shellcheck shell=bash
# The registries. All listen on loopback, on ports that the kernel chooses, and end with the script.

# Only what this shell has started and what still runs: a number alone may by now be someone else's.
stop_servers() {
  local running
  mapfile -t running < <(jobs -pr)
  ((${#running[@]} == 0)) || kill "${running[@]}" 2>/dev/null || true
  wait
}

# start_registry <name> <extra configuration>: sets REGISTRY to its host:port. Its log, with a line
# for each request, is $WORK/<name>/log.
start_registry() {
  local folder=$WORK/$1 log=$WORK/$1/log
  mkdir -p "$folder/data"
  # Of a kept folder only the base images are of use: what was pushed is to be pushed again.
  rm -rf "$folder/data/docker/registry/v2/repositories/sample"
  cat >"$folder/config.yml" <<YAML
version: 0.1
log:
  level: info
storage:
  filesystem:
    rootdirectory: $folder/data
http:
  secret: $(openssl rand -hex 16)
  addr: 127.0.0.1:0
$2
YAML
  docker-registry serve "$folder/config.yml" >"$log" 2>&1 </dev/null &
  local deadline=$((SECONDS + 20)) port=
  until [[ -n $port ]]; do
    ((SECONDS < deadline)) || fail "start registry $1" "a listening address in its log" "$(<"$log")"
    sleep 0.1
    port=$(sed -nE 's/.*listening on 127\.0\.0\.1:([0-9]+).*/\1/p' "$log" | tail -n 1)
  done
  REGISTRY=127.0.0.1:$port
}

# Sets PLAIN: HTTP, open to everybody.
start_plain_registry() {
  start_registry plain ""
  PLAIN=$REGISTRY
}

# Sets CLOSED, CLOSED_USER, CLOSED_PASSWORD and CLOSED_CERTIFICATES (a folder as skopeo wants it):
# TLS with a certificate that nobody trusts, and a password.
start_closed_registry() {
  local folder=$WORK/closed
  CLOSED_USER=interop
  CLOSED_PASSWORD=$(openssl rand -hex 12)
  CLOSED_CERTIFICATES=$folder/certificates
  mkdir -p "$CLOSED_CERTIFICATES"
  quietly "$folder/openssl.log" openssl req -x509 -newkey rsa:2048 -nodes -days 2 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
    -keyout "$folder/key.pem" -out "$CLOSED_CERTIFICATES/ca.crt"
  htpasswd -Bbn "$CLOSED_USER" "$CLOSED_PASSWORD" >"$folder/htpasswd"
  start_registry closed "$(closed_to_all_but "$folder/htpasswd")"
  CLOSED=$REGISTRY
}

# closed_to_all_but <htpasswd file>: configuration of a registry with TLS and passwords.
closed_to_all_but() {
  cat <<YAML
  tls:
    certificate: $CLOSED_CERTIFICATES/ca.crt
    key: $WORK/closed/key.pem
auth:
  htpasswd:
    realm: interop
    path: $1
YAML
}

# registry_log <registry>: where its log is.
registry_log() {
  case $1 in
    "$PLAIN") echo "$WORK/plain/log" ;;
    "$CLOSED") echo "$WORK/closed/log" ;;
    "$ECR") echo "$WORK/ecr/log" ;;
  esac
}

# mark <registry>: a point in its log for requests_since.
mark() {
  local log
  log=$(registry_log "$1")
  settle "$log"
  wc -l <"$log"
}

# requests_since <registry> <mark> <file>: writes a line `METHOD path status` for each.
requests_since() {
  local log
  log=$(registry_log "$1")
  settle "$log"
  tail -n "+$(($2 + 1))" "$log" |
    sed -nE 's/^[0-9.]+ - .*"([A-Z]+) ([^ ?"]*)[^"]*" ([0-9]+) .*/\1 \2 \3/p' >"$3"
  [[ -s $3 ]] || fail "requests to $1" "at least one in its log" "none"
}

# settle <log>: a request is logged after it has been answered, and whoever got the answer may be
# ahead of the log. So this waits until a second has added nothing.
settle() {
  local size=-1
  until [[ $size == "$(wc -c <"$1")" ]]; do
    size=$(wc -c <"$1")
    sleep 1
  done
}

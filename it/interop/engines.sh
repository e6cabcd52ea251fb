# shellcheck shell=bash
# Real container engines, podman with crun and Docker, take the images and run the function in them.
#
# Both keep all they have below $WORK. They run in mount namespaces of their own, where a cgroup2
# beside the older cgroups, which neither of them takes, is out of sight.

# start_engines: sets ENGINE_PATH, a folder with programs that are the two engines.
start_engines() {
  local folder=$WORK/engines deadline=$((SECONDS + 60))
  mkdir -p "$folder"
  ENGINE_PATH=$folder/bin
  mkdir -p "$ENGINE_PATH"
  podman_program >"$ENGINE_PATH/podman"
  docker_program >"$ENGINE_PATH/docker"
  chmod +x "$ENGINE_PATH"/{podman,docker}
  # Without a bridge, and without a word to the machine's firewall: containers share its network.
  without_cgroup2 dockerd --storage-driver=vfs --bridge=none --iptables=false --ip6tables=false \
    --ip-forward=false --ip-masq=false --data-root="$folder/docker" --exec-root="$folder/docker-run" \
    --pidfile="$folder/docker.pid" --host="unix://$folder/docker.sock" \
    >"$folder/dockerd.log" 2>&1 </dev/null &
  until "$ENGINE_PATH/docker" info >"$folder/info.log" 2>&1; do
    ((SECONDS < deadline)) || fail "start dockerd" "an answer within a minute" "$(tail -n 20 "$folder/dockerd.log")"
    sleep 0.2
  done
}

# without_cgroup2 <command...>: becomes the command, so that a signal reaches it.
without_cgroup2() {
  exec /usr/bin/unshare --mount "$BASH" -c 'umount /sys/fs/cgroup/unified 2>/dev/null; exec "$@"' "$BASH" "$@"
}

docker_program() {
  printf '#!%s\nDOCKER_HOST=%q exec %q "$@"\n' \
    "$BASH" "unix://$WORK/engines/docker.sock" "$(command -v docker)"
}

# Limits on processes and files that are higher than ours are not for us to set.
podman_program() {
  local folder=$WORK/engines/podman
  mkdir -p "$folder"
  cat >"$folder/containers.conf" <<'TOML'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
TOML
  cat >"$folder/storage.conf" <<TOML
[storage]
driver = "vfs"
graphroot = "$folder/root"
runroot = "$folder/run"
TOML
  printf '#!%s\n' "$BASH"
  printf 'export CONTAINERS_CONF=%q CONTAINERS_STORAGE_CONF=%q\n' \
    "$folder/containers.conf" "$folder/storage.conf"
  declare -f without_cgroup2
  printf 'without_cgroup2 %q "$@"\n' "$(command -v podman)"
}

# with_engine <engine> <goal> <options...>: $RUN/<engine>-<goal>.log is the log.
with_engine() {
  local engine=$1 goal=$2
  shift 2
  PATH=$ENGINE_PATH:$PATH quietly "$RUN/$engine-$goal.log" maven -f "$PROJECT/pom.xml" \
    "lambda-image:$goal" "${PROFILE[@]}" -Dlambda-image.engine="$engine" "$@"
}

# check_engine_load <engine>: what the engine has is the image that was built.
check_engine_load() {
  with_engine "$1" load
  check_equal "$1 has the image that was built" "$(field "$LAYOUT/image.json" .imageId)" \
    "$("$ENGINE_PATH/$1" image inspect --format '{{.Id}}' "$DESTINATION/sample:${TAGS%%,*}" |
      sed -E 's/^(sha256:)?/sha256:/')"
}

# check_engine_invoke <engine> [<expected answer>]
check_engine_invoke() {
  with_engine "$1" invoke -q -Dlambda-image.runWith=engine \
    -Dlambda-image.event="$HERE/events/order.json"
  # Debian's Maven puts an escape sequence in front.
  check_same_json "lambda-image:invoke answers from a container of $1's" \
    "${2:-$HERE/events/order.expected.json}" \
    <(sed -E 's/\x1b\[[0-9;]*m//g' "$RUN/$1-invoke.log" | sed -n '/^{/,$p')
  check_nothing_left "$1"
}

# check_engine_extension <engine> <expected answer>: the watcher of native/ is at work beside the
# function.
check_engine_extension() {
  local log=$RUN/$1-invoke.log
  with_engine "$1" invoke -Dlambda-image.runWith=engine -Dlambda-image.event="$HERE/events/order.json"
  check_same_json "lambda-image:invoke answers from a container of $1's that has an extension" \
    "$2" <(sed -n '/^{/,/^\[INFO\]/p' "$log" | grep -v '^\[INFO\]')
  check_equal "$1's extension was told of the function, the invocation and the end" \
    "registered with function test_function
told of INVOKE
told of SHUTDOWN" \
    "$(sed -nE 's/.*watcher: (.*) \{"functionName":"([^"]+)".*/\1 function \2/p
      s/.*watcher: (told of) \{"eventType":"([A-Z]+)".*/\1 \2/p' "$log")"
  check_nothing_left "$1"
}

# check_engine_run <engine>: until Ctrl-C, then nothing is left.
check_engine_run() {
  local maven
  engine_run "$1"
  check_same_json "lambda-image:run answers from a container of $1's" \
    "$HERE/events/order.expected.json" "$RUN/$1-run/1.response"
  kill "$maven"
  wait "$maven" || true
  check_nothing_left "$1"
}

# check_engine_kill <engine>: a killed Maven's container ends, and its image goes with the next run.
check_engine_kill() {
  local maven deadline
  engine_run "$1"
  check_equal "a container of $1's runs" 1 "$("$ENGINE_PATH/$1" ps | grep -c lambda-image-run)"
  kill -KILL "$maven"
  { wait "$maven" || true; } 2>/dev/null
  deadline=$((SECONDS + 30))
  until ! "$ENGINE_PATH/$1" ps -a | grep -q lambda-image-run; do
    ((SECONDS < deadline)) || fail "a killed Maven's container of $1's" "its end within 30 s" "it runs"
    sleep 0.2
  done
  check_equal "a killed Maven leaves its image to $1" 1 \
    "$("$ENGINE_PATH/$1" images | grep -c lambda-image-run)"
}

# engine_run <engine>: sets maven, whose function has answered: $RUN/<engine>-run/1.response.
engine_run() {
  local folder=$RUN/$1-run
  mkdir -p "$folder"
  PATH=$ENGINE_PATH:$PATH start_local_run "$folder" -Dlambda-image.runWith=engine \
    -Dlambda-image.engine="$1" >"$folder/run.log" 2>&1 </dev/null &
  maven=$!
  wait_for_line 180 "$folder/run.log" 'Ready after'
  wait_for_line 180 "$folder/run.log" 'Listening on'
  invoke_local_run "$(sed -nE 's/.*Listening on (http[^ ]+).*/\1/p' "$folder/run.log")" \
    "@$HERE/events/order.json" "$folder" 1
}

# check_engine_batteries: after compile_it. The requests of src/emulator, in containers of both.
check_engine_batteries() {
  local engine number folder=$WORK/battery SUBJECT="battery on this machine's Java"
  rm -rf "$folder"
  mkdir -p "$folder"
  number=$(jq '[.runs[].requests[]] | length' "$ROOT/it/src/emulator/battery.json")
  (cd "$ROOT/it" && PATH=$ENGINE_PATH:$PATH quietly "$WORK/battery.log" \
    java -cp "target/test-classes:target/classes:$(<"$WORK/it.classpath")" \
    io.github.lambdaimage.it.emulator.EngineBattery "$folder" docker podman)
  check_equal "containers answer as AWS's emulator, but where the table has a reason" \
    "docker: $number requests
podman: $number requests" "$(<"$WORK/battery.log")"
  for engine in docker podman; do
    check_nothing_left "$engine"
  done
}

check_nothing_left() {
  local list
  list=$("$ENGINE_PATH/$1" images && "$ENGINE_PATH/$1" ps -a)
  check_equal "no image and no container of a run is left to $1" "" \
    "$(grep lambda-image-run <<<"$list" || true)"
}

# shellcheck shell=bash
# Rounds of single runs: compile, then each tool, then the next round. A slow minute of the machine
# then hits all of them alike, which blocks of five runs of one tool would not give.

measure() {
  local scenario=$1 size=$2 prepare=$3 runs=$4 round tool
  for ((round = 1; round <= runs; round++)); do
    for tool in compile $TOOLS; do
      "$prepare" "$tool" "$size"
      time_once "$scenario" "$tool" "$size"
      [[ $tool == compile ]] || check_image "$scenario" "$tool" "$size"
    done
  done
}

# Dirty pages of the preparation would be written during the measurement.
time_once() {
  local scenario=$1 tool=$2 size=$3 json=$RESULTS/one.json
  [[ $tool != buildah ]] || write_buildah_script "$(project "$tool" "$size")"
  sync
  (cd "$(project "$tool" "$size")" &&
    hyperfine --shell=none --runs 1 --show-output --export-json "$json" "$(command_of "$tool" "$size")") \
    >>"$LOG" 2>&1 || fail_with_log
  jq '.results[0].times[0]' "$json" >>"$RESULTS/$scenario.$tool"
  say "$scenario $tool $(tail -n 1 "$RESULTS/$scenario.$tool" | cut -c 1-5) s"
}

run_once() {
  local tool=$1 size=$2
  [[ $tool != buildah ]] || write_buildah_script "$(project "$tool" "$size")"
  (cd "$(project "$tool" "$size")" && sh -c "$(command_of "$tool" "$size")") >>"$LOG" 2>&1 || fail_with_log
}

# The memory of the JVM is what the limit is about, and the whole process is what the machine sees.
measure_memory() {
  local scenario=$1 tool=$2 size=$3 heap=$4
  sync
  if (cd "$(project "$tool" "$size")" && MAVEN_OPTS=-Xmx$heap \
    /usr/bin/time -f '%e %M' -o "$RESULTS/$scenario.memory" \
    sh -c "$(command_of "$tool" "$size")") \
    >>"$LOG" 2>&1 && (check_image "$scenario" "$tool" "$size"); then
    echo passed >"$RESULTS/$scenario.verdict"
  else
    say "$scenario failed; the log says:"
    tail -n 20 "$LOG" >&2
    echo FAILED >"$RESULTS/$scenario.verdict"
  fi
}

# A time counts only for the right image: arm64, our handler, all of its data, and layers that stay
# when nothing changed and move when a class did.
check_image() {
  local scenario=$1 tool=$2 size=$3 manifest config
  if [[ $size == reactor ]]; then
    check_reactor "$scenario" "$tool"
    return
  fi
  manifest=$(manifest "bench/$tool" 1.0.0) || die "$scenario: $tool pushed no image"
  config=$(blob "bench/$tool" "$(jq -r .config.digest <<<"$manifest")")
  # A class that implements RequestHandler is a handler with and without its method's name.
  jq -e --arg handler "$HANDLER" --arg class "${HANDLER%::*}" \
    '.architecture == "arm64" and .config.WorkingDir == "/var/task" and
      (.config.Cmd == [$handler] or .config.Cmd == [$class])' \
    <<<"$config" >/dev/null || die "$scenario: $tool pushed another image: $config"
  check_size "$scenario" "$tool" "$size" \
    "$(jq "[.layers[$BASE_LAYERS:][].size] | add" <<<"$manifest")"
  check_layers "$scenario" "$tool" "$(jq -c '[.layers[].digest]' <<<"$manifest")"
}

# What no compression makes smaller has to be there.
check_size() {
  local scenario=$1 tool=$2 bytes=$4
  local -A least=([small]=15000000 [found]=15000000 [large]=630000000 [huge]=2500000000)
  ((bytes >= least[$3])) || die "$scenario: $tool left something out, it pushed $bytes bytes only"
  echo "$bytes" >"$RESULTS/$scenario.$tool.bytes"
}

check_layers() {
  local scenario=$1 tool=$2 layers=$3 file=$RESULTS/$1.$2.layers before=
  [[ ! -f $file ]] || before=$(cat "$file")
  echo "$layers" >"$file"
  case $scenario in
    a | f | i-unchanged)
      [[ -z $before || $layers == "$before" ]] ||
        die "$scenario: $tool changed the image of an unchanged project"
      ;;
    b | g | h)
      [[ $layers != "$before" ]] || die "$scenario: $tool did not push the changed class"
      ;;
  esac
}

fail_with_log() {
  tail -n 40 "$LOG" >&2
  die "a command failed; the log above says why"
}

# shellcheck shell=bash
# The Markdown report.
# shellcheck disable=SC2016 # backticks of Markdown

declare -A TITLE=(
  [a]='nothing changed'
  [b]='one class changed'
  [c]='fresh checkout, empty caches, 20 MB of dependencies'
  [d]='the same and 1 GB of extra files'
  [e]='4 GB of extra files, `MAVEN_OPTS=-Xmx256m`'
  [f]='nothing changed; TLS, a password, 20 ms each way'
  [g]='one class changed; TLS, a password, 20 ms each way'
  [h]='one class changed, no `<handler>` in the POM'
  [i-cold]='reactor of functions, `-T 2`; fresh checkout, empty caches'
  [i-unchanged]='the same, nothing changed'
)
declare -A TARGET=([a]=0.20 [b]=0.30 [c]=0.35 [d]=0.14 [f]=0.28 [g]=0.33 [i-cold]=0.2 [i-unchanged]=0.2)

report() {
  local scenario rows=()
  machine
  for scenario in "$@"; do
    case $scenario in
      e) ;;
      i) rows+=(i-cold i-unchanged) ;;
      *) rows+=("$scenario") ;;
    esac
  done
  ((${#rows[@]} == 0)) || table "${rows[@]}"
  for scenario in "$@"; do
    case $scenario in
      e) memory e ;;
      i) facts ;;
    esac
  done
}

# (h) is compared with (b), if that was measured too.
target_of() {
  local ours jib
  if [[ $1 != h ]]; then
    echo "${TARGET[$1]}"
    return
  fi
  ours=$(on_top b lambda-image)
  jib=$(on_top b jib)
  awk -v b="${TARGET[b]}" -v ours="$ours" -v jib="$jib" \
    'BEGIN { printf "%.2f\n", 0.05 + (ours != "" && jib != "" ? ours / jib : b) }'
}

table() {
  local scenario
  echo
  echo '| | `push`, seconds | `mvn compile` | lambda-image | Jib | buildah | ratio to Jib | target | |'
  echo '|---|---|---|---|---|---|---|---|---|'
  for scenario in "$@"; do
    row "$scenario"
  done
  echo
  echo 'Medians of whole commands; in brackets what they take on top of `mvn compile`, which the'
  echo 'ratio compares. Every run, in order, and the size of what the image adds to its base:'
  echo
  for scenario in "$@"; do
    every_run "$scenario"
  done
}

row() {
  local scenario=$1 base ours jib
  base=$(median "$RESULTS/$scenario.compile")
  ours=$(on_top "$scenario" lambda-image)
  jib=$(on_top "$scenario" jib)
  printf '| (%s) | %s | %.2f | %s | %s | %s | %s |\n' "$scenario" "${TITLE[$scenario]}" "$base" \
    "$(cell "$scenario" lambda-image)" "$(cell "$scenario" jib)" "$(cell "$scenario" buildah)" \
    "$(ratio "$ours" "$jib" "$(target_of "$scenario")")"
}

median() {
  sort -g "$1" |
    awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

on_top() {
  [[ -f $RESULTS/$1.$2 ]] || return 0
  awk -v all="$(median "$RESULTS/$1.$2")" -v base="$(median "$RESULTS/$1.compile")" \
    'BEGIN { print all - base }'
}

cell() {
  [[ -f $RESULTS/$1.$2 ]] || { echo –; return; }
  printf '%.2f (%+.2f)' "$(median "$RESULTS/$1.$2")" "$(on_top "$1" "$2")"
}

ratio() {
  local ours=$1 jib=$2 target=$3
  [[ -n $ours && -n $jib ]] || { echo "– | ≤ $target | –"; return; }
  awk -v ours="$ours" -v jib="$jib" -v target="$target" 'BEGIN {
    printf "%.2f | ≤ %s | %s", ours / jib, target, ours / jib <= target ? "met" : "NOT met"
  }'
}

every_run() {
  local scenario=$1 tool file
  for tool in compile lambda-image jib buildah; do
    file=$RESULTS/$scenario.$tool
    [[ -f $file ]] || continue
    printf -- '- (%s) %s:%s' "$scenario" "$tool" "$(xargs printf ' %.2f' <"$file")"
    [[ ! -f $file.bytes ]] || awk '{ printf "; %.1f MB", $1 / 1e6 }' "$file.bytes"
    echo
  done
}

# The last run of each: what was sent and asked for.
facts() {
  local scenario tool
  echo
  [[ ! -f $RESULTS/i.packed ]] ||
    awk '{ printf "- (i) lambda-image, in a fresh checkout: %d shared layers, packed %d times\n", $1, $2 }' \
      "$RESULTS/i.packed"
  for scenario in i-cold i-unchanged; do
    for tool in lambda-image jib; do
      [[ -f $RESULTS/$scenario.$tool.facts ]] || continue
      awk -v row="($scenario) $tool" '{
        printf "- %s: %d shared layers, uploaded %d times; %d tokens asked for, %d of them different\n",
          row, $1, $2, $3, $4 }' "$RESULTS/$scenario.$tool.facts"
    done
  done
}

memory() {
  [[ -f $RESULTS/$1.verdict ]] || return 0
  echo
  printf '(%s) %s: %s' "$1" "${TITLE[$1]}" "$(cat "$RESULTS/$1.verdict")"
  tail -n 1 "$RESULTS/$1.memory" |
    awk '{ printf ", %.1f s, at most %.0f MB resident", $1, $2 * 1024 / 1e6 }'
  [[ ! -f $RESULTS/$1.lambda-image.bytes ]] ||
    awk '{ printf ", %.0f MB pushed", $1 / 1e6 }' "$RESULTS/$1.lambda-image.bytes"
  echo
}

machine() {
  local cpu memory
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
  echo "$(date -u +%F), $(nproc) cores ($cpu), $memory GiB, Linux $(uname -r | cut -d. -f1,2);" \
    "$(mvn -v 2>/dev/null | sed -n '1s/\x1b\[[0-9;]*m//g;1s/ *(.*//;1p')," \
    "JDK $(mvn -v 2>/dev/null | sed -n 's/^Java version: \([^,]*\).*/\1/p');" \
    "lambda-image-maven-plugin $(plugin_version), jib-maven-plugin $JIB_VERSION," \
    "$(buildah --version | sed 's/ (.*//;s/version //') ($(buildah_driver)); docker-registry" \
    "$(docker-registry --version | awk '{ print $NF }'), $(hyperfine --version)."
}

# shellcheck shell=bash
# lambda-image:run, which runs the image without a container engine.

# check_local_run <runWith>: after check_invocation, to whose image it is compared.
check_local_run() {
  local events=$HERE/events/orders.jsonl folder=$RUN/local-$1 address number=0 event maven
  mkdir -p "$folder"/{image,local,temporary}
  invoke_image "AWS's runtime interface client takes all events" \
    "$RUN/unpacked" "$folder/image" "$events"

  start_local_run "$folder/temporary" -Dlambda-image.runWith="$1" >"$folder/run.log" 2>&1 </dev/null &
  maven=$!
  wait_for_line 120 "$folder/run.log" 'Ready after'
  wait_for_line 120 "$folder/run.log" 'Listening on'
  address=$(sed -nE 's/.*Listening on (http[^ ]+).*/\1/p' "$folder/run.log")
  while read -r event; do
    number=$((number + 1))
    invoke_local_run "$address" "$event" "$folder/local" "$number"
  done <"$events"
  kill "$maven"
  wait "$maven" || true

  check_equal "lambda-image:run in a $1 answers ten events as the image does" \
    "$(answers_in "$folder/image")" "$(answers_in "$folder/local")"
  check_equal "some of these answers are errors" "4 responses, 6 errors" \
    "$(count "$folder/local" response) responses, $(count "$folder/local" error) errors"
  check_equal "lambda-image:run leaves nothing behind" "" "$(find "$folder/temporary" -mindepth 1)"
  check_equal "no mount of lambda-image:run is left" "" "$(grep -F "$folder" /proc/mounts || true)"
  check_equal "no process of lambda-image:run is left" "" \
    "$(grep -lsF "$folder/temporary" /proc/[0-9]*/cmdline || true)"
}

# start_local_run <folder for temporary files> <options...>: becomes Maven, so that a signal reaches it.
start_local_run() {
  MAVEN_OPTS="${MAVEN_OPTS:-} -Djava.io.tmpdir=$1" exec "${MAVEN[@]}" -f "$PROJECT/pom.xml" \
    lambda-image:run "${PROFILE[@]}" -Dlambda-image.port=0 "${@:2}"
}

# invoke_local_run <address> <event> <folder> <number>: writes <number>.response or <number>.error,
# and other.<status> for what is not said in HTTP's 200.
invoke_local_run() {
  local kind=response status
  status=$(curl -sS -o "$3/body" -D "$3/headers" -w '%{http_code}' --data-binary "$2" "$1")
  if grep -qi '^X-Amz-Function-Error: Unhandled' "$3/headers"; then kind=error; fi
  mv "$3/body" "$3/$4.$kind"
  [[ $status == 200 ]] || touch "$3/other.$status"
}

# answers_in <folder>: a line for each answer. A stack trace ends differently on another JDK: of its
# frames those count that are the function's own or its libraries'.
answers_in() {
  local answer
  while read -r answer; do
    printf '%s ' "$answer"
    jq -cS 'if type == "object" and has("stackTrace")
      then .stackTrace |= map(select(test("^(java|jdk|sun)[./]") | not)) else . end' "$1/$answer"
  done < <(find "$1" -regex '.*/\([0-9]+[.]\(response\|error\)\|other[.].*\)' -printf '%f\n' | sort -n)
}

# count <folder> <kind of answer>
count() {
  find "$1" -name "*.$2" | wc -l
}

# wait_for_line <seconds> <file> <text>
wait_for_line() {
  local deadline=$((SECONDS + $1))
  until grep -qF "$3" "$2"; do
    ((SECONDS < deadline)) || fail "wait for '$3'" "a line within $1 s" "$(tail -n 40 "$2")"
    sleep 0.2
  done
}

# shellcheck shell=bash
# What a check is: one `ok - ...` line, or the reason why not and the end.

PASSED=0
# Whether the reason why this ends has been told.
REPORTED=
# What the checks are about at the moment, in front of each.
SUBJECT=

ok() {
  PASSED=$((PASSED + 1))
  printf 'ok - %s%s\n' "${SUBJECT:+$SUBJECT: }" "$1"
}

# fail <what> <expected> <got>
fail() {
  REPORTED=yes
  printf 'not ok - %s%s\n  expected: %s\n  got:      %s\n' \
    "${SUBJECT:+$SUBJECT: }" "$1" "$2" "$3" >&2
  exit 1
}

# check_equal <what> <expected> <got>
check_equal() {
  [[ $2 == "$3" ]] || fail "$1" "$2" "$3"
  ok "$1"
}

# check_same_lines <what> <file of expected lines> <file of lines got>
check_same_lines() {
  local difference
  if ! difference=$(diff -u --label expected --label got "$2" "$3"); then
    fail "$1" "no difference" "$difference"
  fi
  ok "$1"
}

# check_same_json <what> <file of expected JSON> <file of JSON got>: the order of keys is no fact.
check_same_json() {
  check_equal "$1" "$(jq -cS . "$2")" "$(jq -cS . "$3")"
}

# check_match <what> <extended regular expression> <got>
check_match() {
  [[ $3 =~ $2 ]] || fail "$1" "something that matches $2" "$3"
  ok "$1"
}

# quietly <log file> <command...>: other programs' output is only of interest when they fail.
quietly() {
  local log=$1
  shift
  local status=0
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status != 0)); then
    tail -n 60 "$log" >&2
    fail "$*" "exit code 0" "exit code $status, output above"
  fi
}

# refused <log file> <command...>: the command has to fail.
refused() {
  local log=$1
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    tail -n 60 "$log" >&2
    fail "$*" "a failure" "exit code 0, output above"
  fi
}

# wait_for <seconds> <file>: until a server that we started has something to say.
wait_for() {
  local deadline=$((SECONDS + $1))
  until [[ -s $2 ]]; do
    ((SECONDS < deadline)) || fail "wait for $2" "a file within $1 s" "none"
    sleep 0.1
  done
}

# A JSON value from a file, as plain text: field <file> <jq expression>
field() {
  jq -r "$2" "$1"
}

# sha256 [file...]: a line for each, or one for standard input.
sha256() {
  sha256sum "$@" | sed -E 's/^([0-9a-f]+) .*/sha256:\1/'
}

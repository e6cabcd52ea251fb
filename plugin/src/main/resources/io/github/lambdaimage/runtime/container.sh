# The first process of a container, in the image's own shell: starts the runtime and the extensions
# beside it. When it ends, the kernel kills what is left. So the runtime is not the process that
# nothing in the container can kill.
#
#   set -- END EXTENSIONS DEBUGGER PROGRAM [ARGUMENT...]
#
# END          what the script itself says begins with it: the runtime's status when it has ended,
#              where there are extensions, and what is to come back
# EXTENSIONS   names of programs in /opt/extensions, with a / in between
# DEBUGGER     an option for the JVM of the program, or empty
#
# Standard output is the program's, with its errors; standard error has what all others print. On
# standard input TERM or KILL is a signal for the program; a line that begins with = comes back on
# standard output behind END, and so behind all that was printed before it. When it ends, all does:
# that is so with Maven, however that ends.
#
# No program is called, since none need be there, and no name of a variable is used that an image
# may have.
unset IFS LAMBDA_IMAGE_START
set +f
lambda_image_end=$1
lambda_image_extensions=$2
lambda_image_debugger=$3
shift 3
exec 3<&0 </dev/null

# What the engine passes on goes to the runtime, which a shell lets ignore SIGINT.
pass() {
  lambda_image_passed=yes
  kill -s "$1" "$lambda_image_runtime" 2>/dev/null
}
lambda_image_passed=
lambda_image_runtime=
trap 'pass TERM' TERM INT
for lambda_image_signal in HUP QUIT USR1 USR2; do
  trap "pass $lambda_image_signal" "$lambda_image_signal"
done

(
  exec 2>&1 3<&-
  if [ -n "$lambda_image_debugger" ]; then
    export JAVA_TOOL_OPTIONS="$lambda_image_debugger${JAVA_TOOL_OPTIONS:+ $JAVA_TOOL_OPTIONS}"
  fi
  exec "$@"
) &
lambda_image_runtime=$!
exec 4>&1 >&2

extension() {
  "/opt/extensions/$1"
  lambda_image_status=$?
  # None ends before it is told of the shutdown, and then there is no runtime any more.
  if kill -0 "$lambda_image_runtime" 2>/dev/null; then
    echo "The extension '$1' ended with exit status $lambda_image_status, and so all ends."
    kill -KILL "$lambda_image_runtime"
  fi
}
lambda_image_company=
if [ -n "$lambda_image_extensions" ]; then
  (
    exec 3<&- 4>&-
    set -f
    IFS=/
    for lambda_image_extension in $lambda_image_extensions; do
      unset IFS
      extension "$lambda_image_extension" &
    done
    wait
  ) &
  lambda_image_company=$!
fi
(
  while read -r lambda_image_signal; do
    case $lambda_image_signal in
      =*) echo "$lambda_image_end$lambda_image_signal" >&4 ;;
      *) kill -s "$lambda_image_signal" "$lambda_image_runtime" ;;
    esac
  done <&3
  kill -KILL "$lambda_image_runtime" $lambda_image_company
) 2>/dev/null &
exec 3<&- 4>&-

# Waits for a process, and longer than a signal lets the shell wait. Without the shell's own word
# for one that was killed.
await() {
  while :; do
    lambda_image_passed=
    wait "$1" 2>/dev/null
    lambda_image_status=$?
    [ -n "$lambda_image_passed" ] || return "$lambda_image_status"
  done
}
await "$lambda_image_runtime"
lambda_image_runtime_status=$?
if [ -n "$lambda_image_company" ]; then
  echo "$lambda_image_end$lambda_image_runtime_status"
  # Until the last one has ended, or whoever was told ends all.
  await "$lambda_image_company"
fi
exit "$lambda_image_runtime_status"

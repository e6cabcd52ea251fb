# The first process of a container, in the image's own shell: starts the runtime, the extensions
# beside it, and ends with the runtime's status, whereupon the kernel kills what is left. So the
# runtime is not the process that nothing in the container can kill.
#
#   set -- EXTENSIONS DEBUGGER PROGRAM [ARGUMENT...]
#
# EXTENSIONS   names of programs in /opt/extensions, with a / in between
# DEBUGGER     an option for the JVM of the program, or empty
#
# No program is called, since none need be there, and no name of a variable is used that an image
# may have.
unset IFS LAMBDA_IMAGE_START
set +f
lambda_image_extensions=$1
lambda_image_debugger=$2
shift 2

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
  if [ -n "$lambda_image_debugger" ]; then
    export JAVA_TOOL_OPTIONS="$lambda_image_debugger${JAVA_TOOL_OPTIONS:+ $JAVA_TOOL_OPTIONS}"
  fi
  exec "$@"
) &
lambda_image_runtime=$!

extension() {
  "/opt/extensions/$1" && return
  echo "The extension '$1' ended with exit status $?, and so all ends." >&2
  kill -KILL "$lambda_image_runtime"
}
if [ -n "$lambda_image_extensions" ]; then
  (
    set -f
    IFS=/
    for lambda_image_extension in $lambda_image_extensions; do
      unset IFS
      extension "$lambda_image_extension" &
    done
    # By itself the last one ends when it was told of the shutdown.
    wait
    kill -KILL "$lambda_image_runtime"
  ) &
fi

# Without the shell's own word for one that was killed.
exec 2>/dev/null
while :; do
  wait "$lambda_image_runtime"
  lambda_image_status=$?
  # A signal ends the waiting, too.
  [ -n "$lambda_image_passed" ] || exit "$lambda_image_status"
  lambda_image_passed=
done

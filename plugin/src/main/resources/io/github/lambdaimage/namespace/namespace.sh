# What is done in a new namespace before the image starts, and until it ends. This shell is the
# first process there: where it ends, the kernel kills all others, and drops what was mounted.
#
#   sh namespace.sh SCRATCH START DEBUGGER EXTENSIONS [PROGRAM]
#
# SCRATCH      what the image is made of: function, its own files, with the places for what is
#              mounted; base, a link to the files of the base; root, an empty directory; or,
#              without overlayfs, root alone, with all files; perhaps made, a directory that is
#              /tmp/lambda-image in the image
# START        a file that sets directory, where the image's program starts in it, variables, the
#              commands that export the image's, and the parameters, to the program and its
#              arguments; deleted once it was read. Empty for a trial: PROGRAM is run, and nothing
#              beside it.
# DEBUGGER     an option for the JVM of the program, or empty
# EXTENSIONS   names of programs in /opt/extensions that are started beside it, one a line
#
# Standard output is the program's, with its errors; standard error has what all others print, and,
# where there are extensions, that the program has ended: they may have something to do after that.
# On standard input TERM or KILL is a signal for the program; a line that begins with = comes back on
# standard output, and so behind all that was printed before it. When it ends, all does.
#
# Programs here are the host's.
set -eu
umask 022
scratch=$1
file=$2
debugger=$3
extensions=$4
shift 4
unshare=$(command -v unshare)
# From here on names are relative: overlayfs takes no colon in a path, and mount no comma.
cd "$scratch"

# Standard input ends when Maven does, however that ends.
exec 3<&0 </dev/null

# With no upper layer nothing in it can be written.
if [ -d base ]; then
  mount -t overlay -o ro,lowerdir=function:base overlay root
else
  mount --bind root root
  mount -o remount,bind,ro root
fi
mount -t proc -o nosuid,nodev,noexec proc root/proc
# As much as Lambda gives at most.
mount -t tmpfs -o nosuid,nodev,mode=1777,size=10g tmpfs root/tmp
# What programs of the image leave for this machine, where they are asked to.
if [ -d made ]; then
  mkdir root/tmp/lambda-image
  mount --bind made root/tmp/lambda-image
fi
mount -t tmpfs -o nosuid,noexec,mode=755 tmpfs root/dev
for device in null zero full random urandom; do
  : >"root/dev/$device"
  mount --bind "/dev/$device" "root/dev/$device"
  # The device can be written to all the same; but where root runs Maven, its mode is not the
  # function's to change.
  mount -o remount,bind,ro,nosuid,noexec "root/dev/$device"
done
ln -s /proc/self/fd root/dev/fd
ln -s fd/0 root/dev/stdin
ln -s fd/1 root/dev/stdout
ln -s fd/2 root/dev/stderr
mount -o remount,bind,ro,nosuid,noexec root/dev
# start OPTION PROGRAM [ARGUMENT...]: becomes the program, as Lambda's user, who has no rights but
# those of whoever runs Maven, with the image's variables, and OPTION for its JVM unless it is empty.
start() {
  option=$1
  shift
  set -- "$option" "$unshare" --user --map-user=993 --map-group=990 --root=root --wd="$directory" -- "$@"
  exec 3<&-
  unset LC_ALL PWD OLDPWD
  # The image's variables may have any name, and may be bad ones for programs of the host: from here
  # on nothing is looked up, neither a variable of ours nor a program.
  eval "$variables"
  if [ -n "$1" ]; then export JAVA_TOOL_OPTIONS="$1${JAVA_TOOL_OPTIONS:+ $JAVA_TOOL_OPTIONS}"; fi
  shift
  exec "$@"
}

if [ -z "$file" ]; then
  directory=/
  variables='export LC_ALL=C'
  start '' "$@"
fi

commands=$(cat "$file")
rm "$file"
eval "$commands"
(start "$debugger" "$@" 2>&1) &
runtime=$!
exec 4>&1 >&2

# Whoever kills "all" from here on means all but the first process, which ends by that.
extension() {
  status=0
  (start '' "/opt/extensions/$1") || status=$?
  # None ends before it is told of the shutdown, and then there is no runtime any more.
  if kill -0 "$runtime" 2>/dev/null; then
    echo "The extension '$1' ended with exit status $status, and so all ends."
    kill -KILL "$runtime"
  fi
}
if [ -n "$extensions" ]; then
  (
    exec 3<&- 4>&-
    set -f
    IFS='
'
    for name in $extensions; do extension "$name" & done
    # By itself the last one ends when it was told of the shutdown.
    wait
    kill -KILL -1
  ) &
  company=$!
fi
(
  while read -r signal; do
    case $signal in
      =*) echo "$file ended with $signal" >&4 ;;
      *) kill -"$signal" "$runtime" 2>/dev/null || : ;;
    esac
  done <&3
  kill -KILL -1
) &
exec 3<&- 4>&-

status=0
# Without the shell's own word for one that was killed.
wait "$runtime" 2>/dev/null || status=$?
if [ -n "$extensions" ]; then
  echo "$file ended with $status"
  # Until the last one has ended, or whoever was told ends all.
  wait "$company" 2>/dev/null || :
fi
exit "$status"

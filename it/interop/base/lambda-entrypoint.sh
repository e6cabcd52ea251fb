#!/bin/sh
# Behaves like the entrypoint of AWS's base images: exactly one argument, the handler. Theirs starts
# the local emulator when AWS_LAMBDA_RUNTIME_API is empty; there is none here.
if [ $# -ne 1 ]; then
  echo "entrypoint requires the handler name to be the first argument, got $# arguments: $*" >&2
  exit 142
fi
if [ -z "$AWS_LAMBDA_RUNTIME_API" ]; then
  echo "AWS_LAMBDA_RUNTIME_API is empty" >&2
  exit 143
fi
export _HANDLER="$1"
exec /var/runtime/bootstrap

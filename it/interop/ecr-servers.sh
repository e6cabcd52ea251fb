# shellcheck shell=bash
# Amazon ECR without AWS: our stand-in for its API, and for its registry either docker-registry or
# the stand-in's own.

# As AWS's credential helper knows ECR's hosts.
ECR_HOST=123456789012.dkr.ecr.eu-central-1.amazonaws.com

# After install_plugin, whose POM `it` refers to. The battery is among its tests; the stand-ins'
# classes are on its class path.
compile_it() {
  (cd "$ROOT" && quietly "$WORK/compile.log" maven -q test-compile dependency:build-classpath \
    -pl it/stand-ins,it -DincludeScope=test -Dmdep.outputFile="$WORK/it.classpath")
}

# Sets ECR and ECR_API: docker-registry behind TLS, and the API that names it as the account's
# registry. ECR_TOKEN, the one token that the API issues, is the one password of docker-registry.
# ECR_OWN_API is that of a stand-in with a registry of its own, which refuses to create repositories
# by a push; docker-registry does it, as Amazon ECR with a creation template.
start_ecr() {
  # bcrypt, which is all that docker-registry takes, looks at 72 bytes.
  ECR_TOKEN=$(openssl rand -base64 45)
  mkdir -p "$WORK/ecr"
  htpasswd -Bbn AWS "$ECR_TOKEN" >"$WORK/ecr/htpasswd"
  start_registry ecr "$(closed_to_all_but "$WORK/ecr/htpasswd")"
  ECR=$REGISTRY
  start_stand_in ecr-api registry \
    --registry-host="$ECR" --token="$ECR_TOKEN" --deny=DeleteRepository
  ECR_API=$(stand_in_says ecr-api api)
  start_stand_in ecr-own registry
  ECR_OWN_API=$(stand_in_says ecr-own api)
}

# Sets ECR_PROXY, which leads to an API and a registry under AWS's own names, and ECR_CERTIFICATE,
# to be trusted there. The registry has one repository, `sample`.
start_ecr_by_names() {
  start_stand_in ecr-by-names certificate \
    --tls --api-tls --connect-proxy --registry-host="$ECR_HOST" --repository=sample
  ECR_PROXY=$(stand_in_says ecr-by-names proxy)
  ECR_CERTIFICATE=$(stand_in_says ecr-by-names certificate)
}

# start_stand_in <name> <what it says last> <options...>
start_stand_in() {
  local folder=$WORK/$1 input deadline=$((SECONDS + 30))
  rm -rf "$folder"
  mkdir -p "$folder"
  mkfifo "$folder/input"
  touch "$folder/says"
  # It runs until its input ends, which this shell holds open: so it ends even if we are killed.
  exec {input}<>"$folder/input"
  java -Djava.io.tmpdir="$folder" -cp "$ROOT/it/target/classes:$(<"$WORK/it.classpath")" \
    io.github.lambdaimage.standin.ecr.EcrStandIn "${@:3}" \
    <"$folder/input" >"$folder/says" 2>"$folder/log" {input}>&- &
  until [[ -n $(stand_in_says "$1" "$2") ]]; do
    ((SECONDS < deadline)) || fail "start stand-in $1" "'$2=' from it" "$(cat "$folder"/{says,log})"
    sleep 0.1
  done
}

# stand_in_says <name> <key>
stand_in_says() {
  sed -n "s/^$2=//p" "$WORK/$1/says"
}

# use_aws_account: whoever runs this may have an account of their own, which nothing here may touch.
# Sets SECRET_KEY. It is in a file, because Maven's resources plugin shows the environment with -X.
use_aws_account() {
  unset "${!AWS_@}"
  SECRET_KEY=$(openssl rand -base64 30)
  export AWS_SHARED_CREDENTIALS_FILE=$WORK/aws-credentials AWS_CONFIG_FILE=/dev/null
  export AWS_REGION=eu-central-1 AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
  # No proxy leads to a stand-in, and AWS's programs would ask one even for loopback.
  export NO_PROXY=127.0.0.1${NO_PROXY:+,$NO_PROXY} no_proxy=127.0.0.1${no_proxy:+,$no_proxy}
  cat >"$AWS_SHARED_CREDENTIALS_FILE" <<INI
[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = $SECRET_KEY
INI
}

# aws <arguments...>: Debian's, whatever the PATH has; it knows no AWS_ENDPOINT_URL_ECR yet.
aws() {
  /usr/bin/aws --endpoint-url "$ECR_API" --output json "$@" </dev/null
}

# by_aws_names <command...>: led to the stand-in as AWS's users are led out of a company.
by_aws_names() {
  HOME=$RUN/home HTTPS_PROXY=$ECR_PROXY https_proxy=$ECR_PROXY NO_PROXY='' no_proxy='' \
    SSL_CERT_FILE=$ECR_CERTIFICATE AWS_CA_BUNDLE=$ECR_CERTIFICATE "$@"
}

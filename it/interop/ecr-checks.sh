# shellcheck shell=bash
# Amazon ECR: AWS's own clients judge our stand-in for it, and docker-registry takes a push with the
# token that the plugin gets from the stand-in.

# start_clients <name>: what other people's clients are asked to do, without Maven.
start_clients() {
  # shellcheck disable=SC2034 # checks.sh tells it.
  SUBJECT=$1
  RUN=$WORK/run-$1
  rm -rf "$RUN"
  mkdir -p "$RUN/home"
}

# aws_says <name> <arguments of aws...>: its answer is $RUN/<name>.json.
aws_says() {
  aws "${@:2}" >"$RUN/$1.json" 2>"$RUN/$1.log" ||
    fail "aws ${*:2}" "an answer" "$(<"$RUN/$1.log")"
}

# aws_refuses <error> <operation> <message> <arguments of aws...>
aws_refuses() {
  refused "$RUN/refused.log" aws "${@:4}"
  check_equal "awscli understands $1" \
    "An error occurred ($1) when calling the $2 operation: $3" "$(grep . "$RUN/refused.log")"
}

check_awscli() {
  local repository=arn:aws:ecr:eu-central-1:123456789012:repository/shop/orders
  local user=arn:aws:iam::123456789012:user/ci action=ecr:DeleteRepository reason
  start_clients awscli
  check_repositories
  check_policies
  check_role
  reason="because no identity-based policy allows the $action action"
  aws_refuses AccessDeniedException DeleteRepository \
    "User: $user is not authorized to perform: $action on resource: $repository $reason" \
    ecr delete-repository --repository-name shop/orders
  check_equal "get-login-password gives the token" "$ECR_TOKEN" "$(aws ecr get-login-password)"
}

check_repositories() {
  local created=$RUN/created.json in_registry="in the registry with id '123456789012'"
  aws_refuses RepositoryNotFoundException DescribeRepositories \
    "The repository with name 'shop/orders' does not exist $in_registry" \
    ecr describe-repositories --repository-names shop/orders
  aws_says created ecr create-repository --repository-name shop/orders \
    --image-tag-mutability IMMUTABLE --tags Key=team,Value=shop
  check_same_json "create-repository describes what it created" \
    <(jq -n --arg uri "$ECR/shop/orders" '{repository: {
      repositoryArn: "arn:aws:ecr:eu-central-1:123456789012:repository/shop/orders",
      registryId: "123456789012", repositoryName: "shop/orders", repositoryUri: $uri,
      imageTagMutability: "IMMUTABLE", encryptionConfiguration: {encryptionType: "AES256"}}}') \
    <(jq 'del(.repository.createdAt)' "$created")
  check_time "create-repository says when" 0 "$(field "$created" .repository.createdAt)"
  aws_refuses RepositoryAlreadyExistsException CreateRepository \
    "The repository with name 'shop/orders' already exists $in_registry" \
    ecr create-repository --repository-name shop/orders
  aws_says described ecr describe-repositories --repository-names shop/orders
  check_same_json "describe-repositories says what create-repository said" \
    <(jq '[.repository]' "$created") <(jq .repositories "$RUN/described.json")
}

check_policies() {
  local lifecycle policy repository=(--repository-name shop/orders)
  lifecycle=$(jq -cn '{rules: [{rulePriority: 1, action: {type: "expire"},
    selection: {tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10}}]}')
  policy=$(jq -cn '{Version: "2012-10-17", Statement: [{Sid: "Lambda", Effect: "Allow",
    Principal: {Service: "lambda.amazonaws.com"}, Action: "ecr:BatchGetImage"}]}')
  aws_says put ecr put-lifecycle-policy "${repository[@]}" --lifecycle-policy-text "$lifecycle"
  aws_says get ecr get-lifecycle-policy "${repository[@]}"
  check_equal "get-lifecycle-policy gives what put-lifecycle-policy took" \
    "$(policy_answer lifecyclePolicyText "$lifecycle" | sed p)" \
    "$(jq -cS . "$RUN/put.json" "$RUN/get.json")"
  aws_says set ecr set-repository-policy "${repository[@]}" --policy-text "$policy"
  aws_says get ecr get-repository-policy "${repository[@]}"
  check_equal "get-repository-policy gives what set-repository-policy took" \
    "$(policy_answer policyText "$policy" | sed p)" \
    "$(jq -cS . "$RUN/set.json" "$RUN/get.json")"
}

policy_answer() {
  jq -cSn --arg key "$1" --arg text "$2" \
    '{registryId: "123456789012", repositoryName: "shop/orders", ($key): $text}'
}

check_role() {
  local role=$RUN/role.json
  aws_says role sts assume-role --role-arn arn:aws:iam::210987654321:role/push \
    --role-session-name interop --external-id shop
  check_equal "assume-role gives credentials of the role" \
    "arn:aws:sts::210987654321:assumed-role/push/interop
ASIA
AccessKeyId Expiration SecretAccessKey SessionToken" \
    "$(field "$role" \
      '.AssumedRoleUser.Arn, (.Credentials | .AccessKeyId[:4], (keys | join(" ")))')"
  check_time "assume-role says when they expire" 3600 "$(field "$role" .Credentials.Expiration)"
}

# check_time <what> <seconds from now> <time>: give or take a minute.
check_time() {
  local difference=$(($(date -d "$3" +%s) - $(date +%s) - $2))
  ((${difference#-} <= 60)) || fail "$1" "$2 s from now" "$3"
  ok "$1"
}

# After docker_image_by_name_alone, whose image skopeo pushes to the stand-in's own registry.
check_credential_helper() {
  local token auth=$RUN/auth.json image=docker://$ECR_HOST/sample:interop
  start_clients amazon-ecr-credential-helper
  by_aws_names docker-credential-ecr-login get \
    >"$RUN/credential.json" 2>"$RUN/helper.log" <<<"$ECR_HOST" ||
    fail "docker-credential-ecr-login get" "exit code 0" \
      "$(cat "$RUN"/{credential.json,helper.log})"
  check_match "the helper gets user and token by AWS's names" "^$ECR_HOST AWS token-.+" \
    "$(field "$RUN/credential.json" '"\(.ServerURL) \(.Username) \(.Secret)"')"
  token=$(field "$RUN/credential.json" .Secret)
  check_equal "the registry takes the helper's token, and nothing else" "200 403 401" \
    "$(status --user "AWS:$token") $(status --user "AWS:$token-") $(status)"

  jq -n --arg host "$ECR_HOST" '{credHelpers: {($host): "ecr-login"}}' >"$auth"
  quietly "$RUN/push.log" by_aws_names skopeo copy --authfile "$auth" \
    "dir:$WORK/run-ecr/pulled" "$image"
  check_equal "skopeo with the helper pushes an image to the registry, and reads it there" \
    "$(sha256 "$WORK/run-ecr/manifest.json")" \
    "$(by_aws_names skopeo inspect --raw --authfile "$auth" "$image" | sha256)"
  refused "$RUN/refused.log" by_aws_names skopeo inspect --authfile "$auth" \
    "docker://$ECR_HOST/missing:interop"
  check_match "skopeo is told that a repository was not created" \
    "name unknown: The repository with name 'missing' does not exist" "$(<"$RUN/refused.log")"

  # As AWS documents it for docker: nothing is told where AWS is.
  by_aws_names /usr/bin/aws ecr get-login-password </dev/null |
    by_aws_names skopeo login --authfile "$RUN/login.json" --username AWS --password-stdin \
      "$ECR_HOST" >"$RUN/login.log" 2>&1 || fail "skopeo login" "exit code 0" "$(<"$RUN/login.log")"
  check_equal "skopeo logs in with what awscli gives by AWS's names" "Login Succeeded!" \
    "$(<"$RUN/login.log")"
}

# status <options of curl...>: how the registry under AWS's name answers.
status() {
  by_aws_names curl -sS --max-time 30 --cacert "$ECR_CERTIFICATE" -o /dev/null \
    -w '%{http_code}' "$@" "https://$ECR_HOST/v2/" </dev/null
}

# The plugin, told nothing but a repository's name: the API says which registry that is in, and
# gives the token that opens it.
docker_image_by_name_alone() {
  local advice mark
  local -x AWS_ENDPOINT_URL_ECR=$ECR_API
  local -x MAVEN_OPTS="${MAVEN_OPTS:-} -Djavax.net.ssl.trustStore=$WORK/cacerts"
  start_run ecr arm64 docker 17.al2023 "$ECR" sample
  trust_store "$WORK/cacerts" "$CLOSED_CERTIFICATES/ca.crt"

  AWS_ENDPOINT_URL_ECR=$ECR_OWN_API \
    lambda_image_refused "push to a repository that is not there is refused" push \
    "There is no repository 'sample' in Amazon ECR in 'eu-central-1'"
  read -ra advice < <(sed -nE "0,/.*'(aws ecr create-repository [^']*)'.*/s//\1/p" \
    "$RUN/push-refused.log")
  aws_says created "${advice[@]:1}"
  check_equal "awscli creates the repository by the command that the plugin advises" \
    "$ECR/sample" "$(field "$RUN/created.json" .repository.repositoryUri)"

  # -X, because a secret shows there first.
  lambda_image push -X
  check_image
  check_no_secret "$RUN/push.log" "$ECR_TOKEN" "$(printf %s "$ECR_TOKEN" | base64 -w 0)" \
    "$(basic_auth AWS "$ECR_TOKEN")" "$SECRET_KEY"
  refused "$RUN/another-token.log" skopeo inspect --cert-dir "$CLOSED_CERTIFICATES" \
    --creds "AWS:another-$ECR_TOKEN" "docker://$ECR/sample@$DIGEST"
  check_match "docker-registry takes no other token" "unauthorized: authentication required" \
    "$(<"$RUN/another-token.log")"

  mark=$(mark "$ECR")
  lambda_image push
  requests_since "$ECR" "$mark" "$RUN/second-push-requests.txt"
  check_last_line
  check_second_push_requests
}

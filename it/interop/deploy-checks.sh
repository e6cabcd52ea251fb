# shellcheck shell=bash
# The samples that deploy the function: AWS's own programs make of them what CloudFormation gets.

# A push to AWS's own name of a registry, through a proxy, and what is deployed of it.
image_to_deploy() {
  local proxy=${ECR_PROXY#http://}
  local -x MAVEN_OPTS="${MAVEN_OPTS:-} -Djavax.net.ssl.trustStore=$WORK/cacerts-by-names"
  trust_store "$WORK/cacerts-by-names" "$ECR_CERTIFICATE"
  start_run deploy x86_64 docker 17.al2023 "$ECR_HOST"
  cat >"$RUN/settings.xml" <<XML
<settings>
  <proxies>
    <proxy>
      <protocol>https</protocol>
      <host>${proxy%%:*}</host>
      <port>${proxy##*:}</port>
    </proxy>
  </proxies>
</settings>
XML
  lambda_image push --settings "$RUN/settings.xml"
  check_last_line
  IMAGE_URI=$(field "$LAYOUT/image.json" .imageUri)
  check_parameters
  check_cdk
}

check_parameters() {
  local cloudformation=$RUN/cloudformation
  check_same_json "Terraform's variables are image and architecture" \
    <(jq -n --arg uri "$IMAGE_URI" '{image_uri: $uri, architecture: "x86_64"}') \
    "$LAYOUT/image.tfvars.json"
  # As docs/deploy.md has it for SAM.
  check_equal "the parameters can be given one after the other" \
    "ImageUri=$IMAGE_URI Architecture=x86_64" \
    "$(tr -d '[]",\n' <"$LAYOUT/image.parameters.json" | xargs)"

  mkdir "$cloudformation"
  java "$HERE/CloudFormation.java" "$cloudformation"/{requests,address} \
    >"$cloudformation/log" 2>&1 </dev/null &
  wait_for 30 "$cloudformation/address"
  refused "$RUN/cloudformation.log" /usr/bin/aws cloudformation deploy \
    --endpoint-url "$(<"$cloudformation/address")" --stack-name price-order \
    --template-file "$PROJECT/deploy/sam/template.yaml" \
    --parameter-overrides "file://$LAYOUT/image.parameters.json" \
    --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND
  check_equal "awscli gives CloudFormation the parameters" \
    "Architecture=x86_64
ImageUri=$IMAGE_URI" "$(change_set_parameters "$cloudformation/requests" | LC_ALL=C sort)"
}

# change_set_parameters <requests>: a line `key=value` for each.
change_set_parameters() {
  grep '^Action=CreateChangeSet&' "$1" | jq -Rr '
    [split("&")[] | split("=")] as $form | $form[] |
    select(.[0] | test("^Parameters[.]member[.][0-9]+[.]ParameterKey$")) |
    (.[0] | sub("Key$"; "Value")) as $value | .[1] + "=" + ($form[] | select(.[0] == $value)[1])' |
    sed 's/%3A/:/g; s/%2F/\//g; s/%40/@/g'
}

check_cdk() {
  local template=$RUN/cdk/PriceOrder.template.json
  (cd "$PROJECT/deploy/cdk" &&
    CDK_OUTDIR=$RUN/cdk quietly "$RUN/cdk.log" maven compile exec:java)
  check_same_json "CDK's template has the image by its digest, and the architecture" \
    <(jq -n --arg uri "$IMAGE_URI" '[$uri, ["x86_64"]]') \
    <(jq '.Resources[] | select(.Type == "AWS::Lambda::Function").Properties |
      [(.Code.ImageUri["Fn::Join"][1] | map(if type == "object" then "amazonaws.com" else . end) |
        join("")), .Architectures]' "$template")
}

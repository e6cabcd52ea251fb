# shellcheck shell=bash
# A reactor of many functions, each with one class of its own and all with the same 40 jars, at a
# registry with a token service.

FUNCTIONS=${FUNCTIONS:-50}

functions() { seq -f 'function-%02.0f' "$FUNCTIONS"; }

make_reactors() {
  local tool folder
  for tool in compile $TOOLS; do
    folder=$(project "$tool" reactor)
    rm -rf "$folder"
    mkdir -p "$folder/.mvn"
    write_reactor_pom "$tool" >"$folder/pom.xml"
    for name in $(functions); do
      write_module "$folder/$name" "$name"
    done
  done
}

write_reactor_pom() {
  local tool=$1
  cat <<XML
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>functions</artifactId>
  <version>1.0.0</version>
  <packaging>pom</packaging>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <modules>
$(functions | sed 's:.*:    <module>&</module>:')
  </modules>
  <dependencies>
$(write_dependency com.amazonaws aws-lambda-java-core 1.4.0)
    <dependency>
      <groupId>software.amazon.awssdk</groupId>
      <artifactId>dynamodb</artifactId>
      <version>2.41.18</version>
      <exclusions>
        <exclusion><groupId>software.amazon.awssdk</groupId><artifactId>apache-client</artifactId></exclusion>
      </exclusions>
    </dependency>
  </dependencies>
  <build>
    <plugins>
$(write_plugin org.apache.maven.plugins maven-resources-plugin 3.4.0)
$(write_plugin org.apache.maven.plugins maven-compiler-plugin 3.14.1)
$(HANDLER="\${handler}" "plugin_of_$tool" "" "/\${project.artifactId}")
    </plugins>
  </build>
</project>
XML
}

write_module() {
  local folder=$1 name=$2 package=${2//-/}
  mkdir -p "$folder/src/main/java/com/example/$package"
  cat >"$folder/pom.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.example</groupId>
    <artifactId>functions</artifactId>
    <version>1.0.0</version>
  </parent>
  <artifactId>$name</artifactId>
  <properties>
    <handler>com.example.$package.Handler::handleRequest</handler>
  </properties>
</project>
XML
  cat >"$folder/src/main/java/com/example/$package/Handler.java" <<JAVA
package com.example.$package;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

public class Handler implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String event, Context context) {
    return "$name: " + event;
  }
}
JAVA
}

# Its log has every request; the token service's, every token.
start_token_registry() {
  local port token_port
  make_token_service
  token_port=$(free_port)
  java -Xmx256m -XX:+UseSerialGC -cp "$WORK/tokens" TokenService "$token_port" \
    "$WORK/tokens/key.pem" "$WORK/tokens/certificate.pem" >"$WORK/tokens.log" 2>>"$LOG" &
  REGISTRY_PIDS+=($!)
  await_port "$token_port"
  port=$(free_port)
  REGISTRY=127.0.0.1:$port
  REGISTRY_URL=http://$REGISTRY
  REGISTRY_CURL=(-H "@$WORK/tokens/header")
  write_bench_token "http://127.0.0.1:$token_port/token"
  : >"$WORK/registry.log"
  serve_registry "$port" "auth:
  token:
    realm: http://127.0.0.1:$token_port/token
    service: registry
    issuer: bench
    rootcertbundle: $WORK/tokens/certificate.pem" requests
}

make_token_service() {
  local folder=$WORK/tokens
  [[ ! -f $folder/certificate.pem ]] || return 0
  mkdir -p "$folder"
  {
    javac -d "$folder" "$BENCH/TokenService.java" &&
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=bench \
        -keyout "$folder/key.pem" -out "$folder/certificate.pem"
  } >>"$LOG" 2>&1 || fail_with_log
}

# The bench looks at all images with one token of its own.
write_bench_token() {
  local tool name arguments=()
  for tool in $TOOLS; do
    for name in $(functions); do
      arguments+=(--data-urlencode "scope=repository:bench/$tool/$name:pull")
    done
  done
  curl -fsS -G "$1" -d account=bench "${arguments[@]}" |
    jq -r '"Authorization: Bearer " + .token' >"$WORK/tokens/header"
}

await_port() {
  local attempt
  for ((attempt = 0; attempt < 100; attempt++)); do
    ! (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null || return 0
    sleep 0.1
  done
  die "the token service did not start; see $LOG"
}

# What the check finds is about the run that comes next.
forget_requests() {
  : >"$WORK/registry.log"
  : >"$WORK/tokens.log"
}

reactor_unchanged() { forget_requests; }

reactor_fresh_checkout() {
  local tool=$1
  forget_everything "$tool" reactor
  stop_registry
  start_token_registry
  point_at_registry "$tool" reactor
  forget_requests
}

# Every image is right; and what functions share is sent once, each token asked for once.
check_reactor() {
  local scenario=$1 tool=$2 name layers facts=$RESULTS/$1.$2.facts
  cp "$WORK/registry.log" "$WORK/requests"
  cp "$WORK/tokens.log" "$WORK/tokens-asked"
  : >"$WORK/manifests"
  for name in $(functions); do
    check_function "$tool" "$name" >>"$WORK/manifests"
  done
  layers=$(jq -s -c '[.[].layers[].digest]' "$WORK/manifests")
  check_layers "$scenario" "$tool" "$layers"
  jq -s "[.[].layers[$BASE_LAYERS:][]] | unique_by(.digest) | map(.size) | add" \
    "$WORK/manifests" >"$RESULTS/$scenario.$tool.bytes"
  write_facts >"$facts"
}

check_function() {
  local tool=$1 name=$2 manifest
  manifest=$(manifest "bench/$tool/$name" 1.0.0) || die "$tool pushed no image of $name"
  blob "bench/$tool/$name" "$(jq -r .config.digest <<<"$manifest")" |
    jq -e --arg handler "com.example.${name//-/}.Handler::handleRequest" \
      '.architecture == "arm64" and .config.Cmd == [$handler]' >/dev/null ||
    die "$tool pushed another image of $name"
  jq -c . <<<"$manifest"
}

# Of the layers that more than one function has and the base has not: how many there are, how often
# one of them was uploaded; and tokens, all and different ones.
write_facts() {
  local shared uploads
  shared=$(jq -s -r "[.[].layers[$BASE_LAYERS:][].digest] | group_by(.) | map(select(length > 1)[0]) | .[]" \
    "$WORK/manifests")
  uploads=$(uploaded_digests | grep -c -x -F "$shared" || true)
  echo "$(wc -l <<<"$shared") $uploads $(wc -l <"$WORK/tokens-asked")" \
    "$(sort -u "$WORK/tokens-asked" | wc -l)"
}

# An upload ends with a PUT that names the digest.
uploaded_digests() {
  sed -nE 's,.*"PUT /v2/[^ ]*/blobs/uploads/[^ ]*[?&]digest=sha256(:|%3A)([0-9a-f]{64})[^"]*" 201 .*,sha256:\2,p' \
    "$WORK/requests"
}

# In a fresh checkout, by lambda-image's own word: how many of the layers that all functions have in
# common there are, and how often one of them was packed.
count_packed_layers() {
  [[ " $TOOLS " == *" lambda-image "* ]] || return 0
  reactor_fresh_checkout lambda-image
  (cd "$(project lambda-image reactor)" && mvn -B -T 2 lambda-image:push) >"$WORK/packed" 2>&1 ||
    { cat "$WORK/packed" >>"$LOG" && fail_with_log; }
  sed -n 's/^\[INFO\] *//;s/^\([a-z-]*\) .* \(built\|cached\), .*/\1 \2/p' "$WORK/packed" |
    awk '$1 != "classes" { names[$1]; packed += $2 == "built" }
      END { print length(names), packed }' >"$RESULTS/i.packed"
}

# shellcheck shell=bash
# The registry as a real one is met: TLS, a password (HTTP basic, as Amazon ECR), and 20 ms away.

DISTANCE_MS=20

# The bench itself asks past the network.
start_distant_registry() {
  local port registry_port password
  make_network
  password=$(openssl rand -hex 12)
  htpasswd -Bbn bench "$password" >"$WORK/distant/htpasswd"
  registry_port=$(free_port)
  REGISTRY_URL=https://127.0.0.1:$registry_port
  # shellcheck disable=SC2034 # registry.sh asks with it
  REGISTRY_CURL=(--cacert "$WORK/distant/certificates/ca.crt" --user "bench:$password")
  serve_registry "$registry_port" "$(write_distant_config)"
  port=$(free_port)
  java -Xmx256m -XX:+UseSerialGC -cp "$WORK/distant" DelayProxy \
    "$port" "$registry_port" "$DISTANCE_MS" >>"$WORK/registry.log" 2>&1 &
  REGISTRY_PIDS+=($!)
  REGISTRY=127.0.0.1:$port
  await_registry "https://$REGISTRY"
  log_in "bench:$password"
}

is_distant() { [[ $REGISTRY_URL == https:* ]]; }

# All JVMs trust what the JDK does and this one certificate more.
make_network() {
  local folder=$WORK/distant java
  java=$(mvn -v 2>/dev/null | sed -n 's/.*runtime: //p')
  rm -rf "$folder"
  mkdir -p "$folder/certificates"
  {
    javac -d "$folder" "$BENCH/DelayProxy.java" &&
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 \
        -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -keyout "$folder/key.pem" -out "$folder/certificates/ca.crt" &&
      install -m 644 "$java/lib/security/cacerts" "$folder/cacerts" &&
      keytool -importcert -noprompt -alias bench -file "$folder/certificates/ca.crt" \
        -keystore "$folder/cacerts" -storepass changeit
  } >>"$LOG" 2>&1 || fail_with_log
}

write_distant_config() {
  cat <<YAML
  tls: {certificate: $WORK/distant/certificates/ca.crt, key: $WORK/distant/key.pem}
auth:
  htpasswd: {realm: bench, path: $WORK/distant/htpasswd}
YAML
}

# leave_personal_settings_out takes both back.
log_in() {
  export MAVEN_OPTS=-Djavax.net.ssl.trustStore=$WORK/distant/cacerts
  jq -n --arg registry "$REGISTRY" --arg auth "$(printf %s "$1" | base64 -w 0)" \
    '{auths: {($registry): {auth: $auth}}}' >"$DOCKER_CONFIG/config.json"
}

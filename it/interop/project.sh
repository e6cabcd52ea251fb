# shellcheck shell=bash
# The user: a checkout of the sample function, Maven, and nothing else.

# Debian's Maven colours even what goes to a file.
MAVEN=(mvn -B -ntp -Dstyle.color=never)
[[ -z ${INTEROP_MAVEN_REPOSITORY:-} ]] ||
  MAVEN+=(-Dmaven.repo.local="$INTEROP_MAVEN_REPOSITORY")

maven() {
  "${MAVEN[@]}" "$@"
}

install_plugin() {
  (cd "$ROOT" && quietly "$WORK/install.log" maven -q -DskipTests install -pl plugin -am)
}

# Sets PROJECT: the sample function beside its parent, as in the repository, whose target folders
# stay untouched.
copy_sample() {
  local checkout=$WORK/checkout
  PROJECT=$checkout/sample-function
  rm -rf "$checkout"
  mkdir -p "$checkout"
  cp -r "$ROOT/pom.xml" "$ROOT/.mvn" "$ROOT/sample-function" "$checkout/"
  rm -rf "$PROJECT/target"
}

# What the function consists of, by Maven's own account: $WORK/function is what /var/task should be.
expected_contents() {
  local folder=$WORK/function
  rm -rf "$folder"
  quietly "$WORK/expected.log" maven -f "$PROJECT/pom.xml" compile \
    dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$folder/lib"
  cp -r "$PROJECT/target/classes/." "$folder/"
  # Each image is to be built from nothing, as after a fresh checkout.
  rm -rf "$PROJECT/target"
}

# lambda_image <goal> <options...>: fails if the goal does. PROFILE holds the options of one run:
# what to build and where to push it.
lambda_image() {
  local goal=$1
  shift
  quietly "$RUN/$goal.log" maven -f "$PROJECT/pom.xml" "lambda-image:$goal" "${PROFILE[@]}" "$@"
}

# lambda_image_refused <what> <goal> <regular expression> <options...>: the goal fails, and its
# error says why.
lambda_image_refused() {
  local what=$1 goal=$2 reason=$3 log=$RUN/$2-refused.log
  shift 3
  refused "$log" maven -f "$PROJECT/pom.xml" "lambda-image:$goal" "${PROFILE[@]}" "$@"
  check_match "$what" "$reason" "$(grep '^\[ERROR\]' "$log" | head -n 20)"
}

# start_run <name> <architecture> <format> <tag of the base> <registry> [<repository parameter>]
start_run() {
  SUBJECT="$2 $3, base $4, $1"
  RUN=$WORK/run-$1
  FORMAT=$3
  BASE_TAG=$4
  DESTINATION=$5
  TAGS=$1,$1-again
  PROFILE=(
    -Dlambda-image.architecture="$2"
    -Dlambda-image.format="$3"
    -Dlambda-image.from="$BASE:$4"
    -Dlambda-image.repository="${6:-$5/sample}"
    -Dlambda-image.tags="$TAGS"
  )
  LAYOUT=$PROJECT/target/lambda-image
  rm -rf "$RUN" "$PROJECT/target"
  mkdir -p "$RUN"
}

# A class more, as if somebody had gone on working.
change_code() {
  mkdir -p "$PROJECT/src/main/java/com/example/added"
  printf 'package com.example.added;\n\nfinal class Added {}\n' \
    >"$PROJECT/src/main/java/com/example/added/Added.java"
}

restore_code() {
  rm -r "$PROJECT/src/main/java/com/example/added"
}

# check_last_line: the last that the plugin says, before Maven's own summary, is the image's name.
check_last_line() {
  check_equal "last line of push is the image URI" \
    "[INFO] $DESTINATION/sample@$(field "$LAYOUT/image.json" .digest)" \
    "$(grep -B 2 -F '[INFO] BUILD SUCCESS' "$RUN/push.log" | head -n 1)"
}

# check_no_secret <log> <secrets...>
check_no_secret() {
  check_equal "no password in the log" "" "$(grep -F -f <(printf '%s\n' "${@:2}") "$1")"
}

# basic_auth <user> <password>
basic_auth() {
  printf '%s:%s' "$1" "$2" | base64 -w 0
}

# docker_config <folder>: what `docker login` would leave there.
docker_config() {
  mkdir -p "$1"
  jq -n --arg registry "$CLOSED" --arg auth "$(basic_auth "$CLOSED_USER" "$CLOSED_PASSWORD")" \
    '{auths: {($registry): {auth: $auth}}}' >"$1/config.json"
}

# encrypted_settings <folder>: settings.xml and settings-security.xml
# as Maven's guide to password encryption has them.
encrypted_settings() {
  local master password security=$1/settings-security.xml
  mkdir -p "$1"
  master=$(mvn --encrypt-master-password "$(openssl rand -hex 12)" \
    </dev/null 2>"$1/maven.log" | grep -o '{.*}')
  echo "<settingsSecurity><master>$master</master></settingsSecurity>" >"$security"
  password=$(mvn -Dsettings.security="$security" --encrypt-password "$CLOSED_PASSWORD" \
    </dev/null 2>"$1/maven.log" | grep -o '{.*}')
  cat >"$1/settings.xml" <<XML
<settings>
  <servers>
    <server>
      <id>$CLOSED</id>
      <username>$CLOSED_USER</username>
      <password>$password</password>
    </server>
  </servers>
</settings>
XML
}

# trust_store <file> <certificate>: the JDK's, with one certificate more.
trust_store() {
  local home
  home=$(java -XshowSettings:properties -version 2>&1 | sed -nE 's/^ *java\.home = //p')
  cp -L "$home/lib/security/cacerts" "$1"
  chmod u+w "$1"
  quietly "$1.log" keytool -importcert -noprompt -alias interop -file "$2" \
    -keystore "$1" -storepass changeit
}

# shellcheck shell=bash
# The tools side by side: what each writes into the project, its command, and its caches.

command_of() {
  local maven="mvn -q"
  [[ $2 != reactor ]] || maven="mvn -q -T 2"
  case $1 in
    compile) echo "$maven compile" ;;
    lambda-image) echo "$maven lambda-image:push" ;;
    # jib:build does not run the lifecycle itself.
    jib) echo "$maven compile jib:build" ;;
    buildah) echo ./build-and-push ;;
  esac
}

# What each takes: a folder of extra files, or empty; what to add to the image's name; whether the
# handler is left for the tool to find.
plugin_of_compile() { :; }

plugin_of_lambda-image() {
  local extra= handler="<handler>$HANDLER</handler>"
  [[ -z ${3:-} ]] || handler=
  [[ -z $1 ]] || extra='<extraFiles>
            <extraFile><from>models</from><into>/opt/models</into></extraFile>
          </extraFiles>'
  write_plugin io.github.lambdaimage lambda-image-maven-plugin "$(plugin_version)" "<configuration>
          $handler
          <from>\${registry}/$BASE_REPOSITORY:$BASE_TAG</from>
          <repository>\${registry}/bench/lambda-image$2</repository>
          $extra
        </configuration>"
}

# Jib has no way to put jars into /var/task/lib: the files are the same, their folders are not.
plugin_of_jib() {
  local extra=
  [[ -z $1 ]] || extra='<extraDirectories>
            <paths><path><from>models</from><into>/opt/models</into></path></paths>
          </extraDirectories>'
  write_plugin com.google.cloud.tools jib-maven-plugin "$JIB_VERSION" "<configuration>
          <from>
            <image>\${registry}/$BASE_REPOSITORY:$BASE_TAG</image>
            <platforms>
              <platform><architecture>arm64</architecture><os>linux</os></platform>
            </platforms>
          </from>
          <to><image>\${registry}/bench/jib$2:1.0.0</image></to>
          <container>
            <appRoot>/var/task</appRoot>
            <entrypoint>INHERIT</entrypoint>
            <args><arg>$HANDLER</arg></args>
          </container>
          $extra
        </configuration>"
}

plugin_of_buildah() {
  write_plugin org.apache.maven.plugins maven-dependency-plugin 3.11.0
}

# What AWS documents for Java functions, with the largest and stablest layer first.
write_containerfile() {
  local models=$1
  echo 'ARG BASE'
  # shellcheck disable=SC2016 # buildah expands it
  echo 'FROM ${BASE}'
  [[ -z $models ]] || echo 'COPY models/ /opt/models/'
  cat <<DOCKERFILE
COPY target/dependency/ /var/task/lib/
COPY target/classes/ /var/task/
CMD ["$HANDLER"]
DOCKERFILE
}

# Written anew with each registry, for it names it.
write_buildah_script() {
  local folder=$1
  cat >"$folder/build-and-push" <<SCRIPT
#!/bin/sh
set -e
mvn -q compile dependency:copy-dependencies -DincludeScope=runtime
buildah $(buildah_storage) build --layers --isolation chroot --platform linux/arm64 \\
  --format docker $(buildah_trust) --build-arg BASE=$REGISTRY/$BASE_REPOSITORY:$BASE_TAG \\
  --tag $REGISTRY/bench/buildah:1.0.0 .
buildah $(buildah_storage) push $(buildah_trust) $REGISTRY/bench/buildah:1.0.0
SCRIPT
  chmod +x "$folder/build-and-push"
}

buildah_trust() {
  if is_distant; then
    echo "--cert-dir $WORK/distant/certificates --authfile $DOCKER_CONFIG/config.json"
  else
    echo --tls-verify=false
  fi
}

buildah_storage() {
  echo "--storage-driver $(buildah_driver) --root $WORK/buildah/root --runroot $WORK/buildah/run"
}

# overlay is buildah's own choice and the faster one; a container without the right to mount has
# vfs only.
buildah_driver() {
  if [[ ! -f $WORK/buildah-driver ]]; then
    if buildah --storage-driver overlay --root "$WORK/buildah/probe" \
      --runroot "$WORK/buildah/probe-run" info >/dev/null 2>&1; then
      echo overlay >"$WORK/buildah-driver"
    else
      echo vfs >"$WORK/buildah-driver"
    fi
  fi
  cat "$WORK/buildah-driver"
}

# The overlay driver leaves a bind mount on its folder.
unmount_buildah() {
  local folder
  for folder in root probe; do
    umount "$WORK/buildah/$folder/overlay" 2>/dev/null || true
  done
}

# A fresh checkout on a fresh machine, but for the local repository.
forget_everything() {
  local tool=$1 size=$2
  rm -rf "$(project "$tool" "$size")"/{,*/}target
  case $tool in
    lambda-image) rm -rf "$WORK/repository/.cache/lambda-image" ;;
    jib) rm -rf "$WORK/jib" ;;
    buildah)
      unmount_buildah
      rm -rf "$WORK/buildah"
      ;;
  esac
}

plugin_version() {
  sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$ROOT/pom.xml" | head -n 1
}

# Only the plugin enters the bench's own local repository, with the POM that is published; what
# builds it stays in the user's.
install_plugin() {
  local version
  version=$(plugin_version)
  say "building lambda-image-maven-plugin $version"
  (cd "$ROOT" && mvn -q -pl plugin -am package -DskipTests) >>"$LOG" 2>&1 || fail_with_log
  (cd "$WORK" && mvn -q org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file \
    "-DlocalRepositoryPath=$WORK/repository" "-DpomFile=$ROOT/plugin/target/published-pom.xml" \
    "-Dfile=$ROOT/plugin/target/lambda-image-maven-plugin-$version.jar") >>"$LOG" 2>&1 ||
    fail_with_log
}

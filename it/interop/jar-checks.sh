# shellcheck shell=bash
# The plugin's one jar, of which much that its dependencies have is left out.

# Nothing in it refers to a class that a dependency has and that was left out. Annotations of whole packages do no
# harm: whoever asks for them does not see those whose class is not there. Nor do the other annotations that are named
# here, of which Guava's and Jib's classes are full: Java ignores an annotation whose class is not there, and nobody asks.
# Commons Compress names its ArchiveStreamFactory for a constant, which the compiler has put in its place.
check_plugin_jar() {
  local jar=("$ROOT"/plugin/target/lambda-image-maven-plugin-*.jar) path
  (cd "$ROOT" && quietly "$WORK/class-path.log" maven -q -pl plugin dependency:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile="$WORK/class-path")
  for path in $(tr : ' ' <"$WORK/class-path"); do
    jar tf "$path"
  done | sed -n 's/[.]class$//p' | tr / . | grep -Ev '^(org[.]apache[.]maven|org[.]codehaus|org[.]eclipse|javax[.]inject)[.]' |
    sort -u >"$WORK/dependencies"
  # jdeps ends with an error where anything is missing, as the SDK's optional parts are.
  (jdeps --multi-release 17 --missing-deps "${jar[0]}" || true) |
    sed -n '/package-info/d; s/^ .* -> \([^ ]*\) *not found$/\1/p' |
    grep -Ev '^(org[.]jspecify|com[.]google[.]errorprone[.]annotations|javax[.]annotation)[.]' |
    grep -Ev '^com[.]fasterxml[.]jackson[.]databind[.]annotation[.]Json(Des|S)erialize$' |
    grep -Fxv org.apache.commons.compress.archivers.ArchiveStreamFactory | sort -u >"$WORK/missing"
  check_equal "nothing that the plugin's jar needs was left out of it" "" \
    "$(comm -12 "$WORK/missing" "$WORK/dependencies")"
}

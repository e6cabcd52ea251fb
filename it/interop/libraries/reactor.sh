# shellcheck shell=bash
# A Maven project with a module for each library, and the bases for it.

# Bases in the shape of AWS's, as the invoker projects have them. Sets BASES_REGISTRY.
start_bases() {
  local input
  (cd "$ROOT" && quietly "$WORK/compile.log" maven -q compile dependency:build-classpath \
    -pl it/stand-ins,it -DincludeScope=runtime -Dmdep.outputFile="$WORK/it.classpath")
  rm -f "$WORK/input" "$WORK/registry"
  mkfifo "$WORK/input"
  # It runs until its input ends, which this shell holds open: so it ends even if we are killed.
  exec {input}<>"$WORK/input"
  java -cp "$ROOT/it/target/classes:$(<"$WORK/it.classpath")" "$LIBRARIES_FOLDER/Bases.java" \
    "${BASES[@]}" <"$WORK/input" >"$WORK/registry" 2>"$WORK/registry.log" {input}>&- &
  wait_for 30 "$WORK/registry"
  BASES_REGISTRY=$(<"$WORK/registry")
}

# libraries: the lines that are asked for.
libraries() {
  grep -v '^#' "$LIBRARIES_FOLDER/libraries.tsv" |
    awk -F '\t' -v only=" ${LIBRARIES:-} " 'only ~ /^ *$/ || index(only, " " $1 " ")'
}

# make_reactor <folder>
make_reactor() {
  local reactor=$1 name kind coordinates
  rm -rf "$reactor"
  mkdir -p "$reactor"
  while IFS=$'\t' read -r name kind coordinates; do
    mkdir -p "$reactor/$name/src/main/java/example"
    cp "$LIBRARIES_FOLDER/Function.java" "$reactor/$name/src/main/java/example/"
    module_pom "$name" "$coordinates" >"$reactor/$name/pom.xml"
  done < <(libraries)
  parent_pom >"$reactor/pom.xml"
}

parent_pom() {
  cat <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>libraries</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <modules>
$(libraries | cut -f 1 | sed 's|.*|    <module>&</module>|')
  </modules>
  <build>
    <pluginManagement>
      <plugins>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-compiler-plugin</artifactId>
          <version>3.14.1</version>
        </plugin>
      </plugins>
    </pluginManagement>
    <plugins>
      <plugin>
        <groupId>io.github.lambdaimage</groupId>
        <artifactId>lambda-image-maven-plugin</artifactId>
        <version>$(plugin_version)</version>
        <configuration>
          <handler>example.Function::handle</handler>
          <checks>
            <handler>warn</handler>
            <java-version>warn</java-version>
            <native>warn</native>
            <size>off</size>
            <layout>warn</layout>
            <secrets>warn</secrets>
            <environment>warn</environment>
            <base>off</base>
          </checks>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
XML
}

# module_pom <name> <coordinates>
module_pom() {
  cat <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>example</groupId>
    <artifactId>libraries</artifactId>
    <version>1</version>
  </parent>
  <artifactId>$1</artifactId>
  <dependencies>
$(tr ',' '\n' <<<"$2" | while IFS=: read -r group artifact version classifier; do
    echo "    <dependency>"
    echo "      <groupId>$group</groupId>"
    echo "      <artifactId>$artifact</artifactId>"
    echo "      <version>$version</version>"
    [[ -z $classifier ]] || echo "      <classifier>$classifier</classifier>"
    echo "    </dependency>"
  done)
  </dependencies>
</project>
XML
}

plugin_version() {
  sed -n '0,/<version>/s|.*<version>\(.*\)</version>.*|\1|p' "$ROOT/pom.xml"
}

# check_reactor <tag of the base> <architecture>
check_reactor() {
  # What was said of the image before is not said again.
  rm -rf "$WORK"/reactor/*/target/lambda-image
  quietly "$WORK/check-$1-$2.log" maven -f "$WORK/reactor/pom.xml" lambda-image:check \
    -Dlambda-image.from="$BASES_REGISTRY/lambda/java:$1" -Dlambda-image.architecture="$2"
}

# shellcheck shell=bash
# The same function, once for each tool: a few classes, a resource, about 20 MB of dependencies.

PACKAGE=com/example/orders
# shellcheck disable=SC2034 # the tools read it
HANDLER=com.example.orders.Handler::handleRequest

project() { echo "$WORK/projects/$2/$1"; }

# Creates the projects of one size; `models` is a folder of extra files, or empty. In those of size
# "found", lambda-image is not told the handler.
make_projects() {
  local size=$1 models=$2 tool folder
  for tool in compile $TOOLS; do
    folder=$(project "$tool" "$size")
    rm -rf "$folder"
    mkdir -p "$folder/src/main/java/$PACKAGE" "$folder/src/main/resources" "$folder/.mvn"
    write_sources "$folder"
    write_release "$folder" 0
    write_pom "$tool" "$size" "$models" >"$folder/pom.xml"
    # Hard links: each project has its extra files, the disk has them once.
    [[ -z $models ]] || cp -al "$models" "$folder/models"
    [[ $tool != buildah ]] || write_containerfile "$models" >"$folder/Containerfile"
  done
}

# Maven reads it, so that the measured commands are those that a user types.
point_at_registry() {
  local tool=$1 size=$2
  {
    cat <<CONFIG
-Dmaven.repo.local=$WORK/repository
-Dregistry=$REGISTRY
-Djib.applicationCache=$WORK/jib/application
-Djib.baseImageCache=$WORK/jib/base
CONFIG
    # The second is for the reactor's tokens.
    is_distant || printf '%s\n' -Djib.allowInsecureRegistries=true -DsendCredentialsOverHttp=true
  } >"$(project "$tool" "$size")/.mvn/maven.config"
}

write_sources() {
  local java=$1/src/main/java/$PACKAGE
  cat >"$java/Handler.java" <<'JAVA'
package com.example.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

public class Handler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Prices prices = Prices.load();

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Order order = Order.from(event);
    return Map.of("total", prices.of(order), "release", Release.number());
  }
}
JAVA
  cat >"$java/Order.java" <<'JAVA'
package com.example.orders;

import java.util.Map;

public record Order(String article, int count) {
  static Order from(Map<String, Object> event) {
    return new Order(
        String.valueOf(event.get("article")), Integer.parseInt(String.valueOf(event.get("count"))));
  }
}
JAVA
  cat >"$java/Prices.java" <<'JAVA'
package com.example.orders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

class Prices {
  private final Properties cents = new Properties();

  static Prices load() {
    Prices prices = new Prices();
    try (InputStream in = Prices.class.getResourceAsStream("/prices.properties")) {
      prices.cents.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return prices;
  }

  long of(Order order) {
    return order.count() * Long.parseLong(cents.getProperty(order.article(), "0"));
  }
}
JAVA
  printf 'apple=30\nbread=250\n' >"$1/src/main/resources/prices.properties"
}

# A method, not a constant field: javac would copy that into the classes that read it, and more
# than one class would change.
write_release() {
  local folder=$1 number=$2
  cat >"$folder/src/main/java/$PACKAGE/Release.java" <<JAVA
package com.example.orders;

class Release {
  static String number() {
    return "release $number";
  }
}
JAVA
}

write_pom() {
  local tool=$1 size=$2 models=$3 find_handler=
  [[ $size != found ]] || find_handler=true
  cat <<XML
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>orders</artifactId>
  <version>1.0.0</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
$(write_dependency com.amazonaws aws-lambda-java-core 1.4.0)
$(write_dependency com.amazonaws aws-lambda-java-events 3.16.1)
$(write_dependency com.fasterxml.jackson.core jackson-databind 2.18.2)
$(write_dependency software.amazon.awssdk dynamodb 2.41.18)
$(write_dependency software.amazon.awssdk s3 2.41.18)
  </dependencies>
  <build>
    <plugins>
$(write_plugin org.apache.maven.plugins maven-resources-plugin 3.4.0)
$(write_plugin org.apache.maven.plugins maven-compiler-plugin 3.14.1)
$("plugin_of_$tool" "$models" "" "$find_handler")
    </plugins>
  </build>
</project>
XML
}

write_dependency() {
  cat <<XML
    <dependency>
      <groupId>$1</groupId>
      <artifactId>$2</artifactId>
      <version>$3</version>
      ${4:-}
    </dependency>
XML
}

write_plugin() {
  cat <<XML
      <plugin>
        <groupId>$1</groupId>
        <artifactId>$2</artifactId>
        <version>$3</version>
        ${4:-}
      </plugin>
XML
}

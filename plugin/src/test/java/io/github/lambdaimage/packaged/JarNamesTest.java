package io.github.lambdaimage.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarNamesTest {

  private static final Source PACKED = new Source.PlainFile(Path.of("unpacked"));

  private static final JarNames NAMES =
      JarNames.of(
          List.of(
              dependency("org.slf4j", "slf4j-api", "2.0.17", "", Stability.RELEASE, "slf4j.jar"),
              dependency("io.netty", "netty", "4.1", "linux", Stability.RELEASE, "netty.jar"),
              dependency(
                  "org.other",
                  "prices",
                  "1.0-20260101.120000-3",
                  "",
                  Stability.SNAPSHOT,
                  "prices-1.0-20260101.120000-3.jar"),
              dependency(
                  "com.example", "core", "1-SNAPSHOT", "", Stability.MODULE, "orders-core.jar"),
              dependency("org.a", "core", "2.0", "", Stability.RELEASE, "core-2.0.jar"),
              dependency("org.b", "core", "2.0", "", Stability.SNAPSHOT, "core-2.0.jar")));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "slf4j-api-2.0.17.jar,             org.slf4j",
        "org.slf4j.slf4j-api-2.0.17.jar,   org.slf4j",
        "slf4j-api.jar,                    org.slf4j",
        "org.slf4j.slf4j-api.jar,          org.slf4j",
        "slf4j-api-2.0.16.jar,             -",
        "netty-4.1-linux.jar,              io.netty",
        "netty-4.1.jar,                    -",
        "prices-1.0-SNAPSHOT.jar,          org.other",
        "prices-1.0-20260101.120000-3.jar, org.other",
        "orders-core.jar,                  com.example",
        "core-1-SNAPSHOT.jar,              com.example",
        "core-2.0.jar,                     -",
        "org.b.core-2.0.jar,               org.b",
        "core.jar,                         -",
        "unknown-1.0.jar,                  -"
      })
  void areThoseThatTheUsualPluginsGiveToDependencies(String name, @Nullable String group) {
    Dependency dependency = NAMES.dependency(name, PACKED);

    assertThat(dependency == null ? null : dependency.groupId()).isEqualTo(group);
  }

  @Test
  void sayWhatAJarIsAndNotWhichBytesItHas() {
    Dependency dependency =
        Objects.requireNonNull(NAMES.dependency("prices-1.0-SNAPSHOT.jar", PACKED));

    assertThat(dependency.source()).isEqualTo(PACKED);
    assertThat(dependency.stability()).isEqualTo(Stability.SNAPSHOT);
  }

  @Test
  void areNoneThatTheRuntimeCannotLoad() {
    JarNames names =
        JarNames.of(
            List.of(dependency("org.a", "core", "1%2", "", Stability.RELEASE, "core-1%2.jar")));

    assertThat(names.dependency("core-1%2.jar", PACKED)).isNull();
  }

  private static Dependency dependency(
      String group,
      String artifact,
      String version,
      String classifier,
      Stability stability,
      String file) {
    return new Dependency(group, artifact, version, classifier, Path.of(file), stability);
  }
}

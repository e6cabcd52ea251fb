package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginVersionTest {

  @TempDir Path directory;

  @Test
  void isThatOfThePlugin() {
    assertThat(PluginVersion.current().text()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(PluginVersion.current()).hasToString(PluginVersion.current().text());
  }

  @Test
  void tellsSnapshotsOfOneNameApart() throws Exception {
    Path jar = Files.writeString(directory.resolve("plugin.jar"), "jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(256));
    PluginVersion first = version("1.0-SNAPSHOT", jar);
    assertThat(first.text()).isEqualTo("1.0-SNAPSHOT-3-100");
    assertThat(version("1.0-SNAPSHOT", jar)).isEqualTo(first);

    Files.setLastModifiedTime(jar, FileTime.fromMillis(257));
    assertThat(version("1.0-SNAPSHOT", jar)).isNotEqualTo(first);

    Files.writeString(jar, "another jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(256));
    assertThat(version("1.0-SNAPSHOT", jar)).isNotEqualTo(first);
  }

  @Test
  void isTheNameAloneOfAReleaseAndWhereThereIsNoJar() throws Exception {
    Path jar = Files.writeString(directory.resolve("plugin.jar"), "jar");

    assertThat(version("1.0", jar).text()).isEqualTo("1.0");
    assertThat(version("1.0-SNAPSHOT", directory).text()).isEqualTo("1.0-SNAPSHOT");
    assertThat(version("1.0-SNAPSHOT", directory.resolve("gone.jar")).text())
        .isEqualTo("1.0-SNAPSHOT");
    assertThat(PluginVersion.of("1.0-SNAPSHOT", URI.create("http://localhost/a.jar").toURL()))
        .hasToString("1.0-SNAPSHOT");
  }

  private static PluginVersion version(String version, Path jar) throws Exception {
    return PluginVersion.of(version, jar.toUri().toURL());
  }
}

package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest adds to the class path, and which classes it starts with. */
class MainAttributesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "a.jar,                    /var/task/lib/a.jar",
    "./a.jar,                  /var/task/lib/a.jar",
    "../a.jar,                 /var/task/a.jar",
    "../../../../a.jar,        /a.jar",
    "/opt//a.jar,              /opt/a.jar",
    "sub/../a.jar,             /var/task/lib/a.jar"
  })
  void namesEntriesBesideTheJar(String entry, String target) throws Exception {
    assertThat(attributes("Class-Path: " + entry).classPath("/var/task/lib/x.jar"))
        .containsExactly(target);
  }

  @Test
  void namesEntriesInTheirOrder() throws Exception {
    assertThat(attributes("Class-Path: b.jar   a.jar ").classPath("/var/task/lib/x.jar"))
        .containsExactly("/var/task/lib/b.jar", "/var/task/lib/a.jar");
  }

  @Test
  void namesNothingOutsideOfTheImage() throws Exception {
    assertThat(attributes("Class-Path: file:/a.jar https://x.test/b.jar").classPath("/lib/x.jar"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Created-By: x", "Class-Path:  "})
  void mayAddNothing(String line) throws Exception {
    assertThat(attributes(line).classPath("/var/task/lib/x.jar")).isEmpty();
  }

  /** Spring Boot's own launcher is the main class of its jars. */
  @Test
  void startsWithTheClassOfSpringBeforeTheMainClass() throws Exception {
    assertThat(
            attributes("Main-Class: org.example.Launcher\nStart-Class: com.example.App")
                .startClasses())
        .containsExactly("com/example/App", "org/example/Launcher");
  }

  @Test
  void mayStartWithNothing() throws Exception {
    assertThat(attributes("Created-By: x").startClasses()).isEmpty();
  }

  private MainAttributes attributes(String lines) throws Exception {
    return MainAttributes.ofFile(
        Files.writeString(
            directory.resolve("MANIFEST.MF"), "Manifest-Version: 1.0\n" + lines + "\n"));
  }
}

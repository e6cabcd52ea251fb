package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which jars the runtime loads, and in which order. */
class LibraryFoldersTest {

  @ParameterizedTest
  @CsvSource({
    "/var/task/lib/a.jar,      true,  true",
    "/opt/java/lib/a.jar,      true,  true",
    "/var/task/lib/A.JAR,      true,  false",
    "/var/task/lib/a.zip,      true,  false",
    "/var/task/lib/.jar,       true,  false",
    "/var/task/lib/a%20b.jar,  true,  false",
    "/var/task/lib/a#b.jar,    true,  false",
    "/var/task/lib/x/a.jar,    false, false",
    "/var/task/a.jar,          false, false",
    "/opt/lib/a.jar,           false, false"
  })
  void areTwoFoldersAndUsualNames(String target, boolean held, boolean loaded) {
    assertThat(LibraryFolders.hold(target)).isEqualTo(held);
    assertThat(LibraryFolders.load(target)).isEqualTo(loaded);
  }

  @Test
  void comeOneAfterTheOtherAndInEachByName() {
    assertThat(
            Stream.of(
                    "/opt/java/lib/a.jar",
                    "/var/task/lib/b.jar",
                    "/opt/java/lib/0.jar",
                    "/var/task/lib/a.jar")
                .sorted(LibraryFolders.ORDER))
        .containsExactly(
            "/var/task/lib/a.jar",
            "/var/task/lib/b.jar",
            "/opt/java/lib/0.jar",
            "/opt/java/lib/a.jar");
  }
}

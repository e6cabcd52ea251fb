package io.github.lambdaimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs on Linux alone says so, and the files that Linux reads are the same everywhere. */
class OtherSystemsTest {

  private static final Pattern NEEDS_ANOTHER_SYSTEM =
      Pattern.compile(
          "setPosixFilePermissions|createSymbolicLink\\(|List.of\\(\"/bin/sh\"|\"sh\", \"-c\"|\"/proc/");

  private static final Pattern CONDITION = Pattern.compile("(En|Dis)abledOnOs|assumeT");

  /** Of those that have a condition: they are called by others alone. */
  private static final List<String> PARTS_OF_TESTS = List.of("HostRoot.java", "ChildJava.java");

  @Test
  void testsThatNeedModesLinksOrAShellHaveACondition() throws Exception {
    List<String> without = new ArrayList<>();
    for (Path source : files(Path.of("src/test/java"))) {
      String text = Files.readString(source);
      String name = String.valueOf(source.getFileName());
      if (NEEDS_ANOTHER_SYSTEM.matcher(text).find()
          && !CONDITION.matcher(text).find()
          && !PARTS_OF_TESTS.contains(name)
          && !name.equals("OtherSystemsTest.java")) {
        without.add(name);
      }
    }

    assertThat(without).isEmpty();
  }

  /** A shell of Linux does not take a script that was checked out with CRLF. */
  @Test
  void whatIsInTheJarHasTheLinesOfLinux() throws Exception {
    for (Path file : files(Path.of("src/main/resources"))) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContain("\r");
    }
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}

package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.lambdaimage.process.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Tag("slow")
class TemporaryFileTest {

  @TempDir Path directory;

  @Test
  void isGoneInTheEndUnlessItBecameAnother() throws Exception {
    Path file = directory.resolve("file");
    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      assertThat(temporary.path()).isEmptyFile().hasParentRaw(directory);
      Files.writeString(temporary.path(), "not finished");
    }
    assertThat(names()).isEmpty();

    try (TemporaryFile temporary = TemporaryFile.beside(file)) {
      Files.writeString(temporary.path(), "finished");
      temporary.become(file);
    }
    assertThat(names()).containsExactly("file");
    assertThat(file).hasContent("finished");
  }

  @Test
  void isGoneWhereItCannotBecomeTheOther() throws Exception {
    Path inTheWay = directory.resolve("file");
    Files.createDirectories(inTheWay.resolve("below"));
    try (TemporaryFile temporary = TemporaryFile.beside(inTheWay)) {
      assertThatThrownBy(() -> temporary.become(inTheWay)).isInstanceOf(IOException.class);
    }
    assertThat(names()).containsExactly("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void isGoneWhereMavenIsToldToEnd(String signal) throws Exception {
    assumeFalse(ChildJava.ignores(signal), "as behind nohup");
    try (ChildJava child = ChildJava.start(Unfinished.class, directory.toString())) {
      assertThat(child.line()).isEqualTo("writing");
      assertThat(names()).hasSize(2);

      child.signal(signal);

      assertThat(names()).isEmpty();
      assertThat(child.line()).as("it begins nothing more").isEqualTo("Maven was told to end");
    }
  }

  @Test
  void isGoneHoweverLateItIsBegun() throws Exception {
    for (int run = 0; run < 10; run++) {
      try (ChildJava child = ChildJava.start(Busy.class, directory.toString())) {
        assertThat(child.process().waitFor()).isZero();
      }
      assertThat(names()).isEmpty();
    }
  }

  /** Ends while its threads go on beginning files. */
  static final class Busy {

    private static final int THREADS = 4;

    private Busy() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      for (int i = 0; i < THREADS; i++) {
        Thread thread = new Thread(() -> beginForEver(directory));
        thread.setDaemon(true);
        thread.start();
      }
      Thread.sleep(200);
      System.exit(0);
    }

    private static void beginForEver(Path directory) {
      while (true) {
        try (TemporaryFile file = TemporaryFile.in(directory)) {
          Files.exists(file.path());
        } catch (IOException e) {
          // It is told to end, and tries again.
        }
      }
    }
  }

  /** Writes two files, one of them in a cache, and begins another one when it is told to end. */
  static final class Unfinished {

    private Unfinished() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(directory)));
      try (TemporaryFile one = TemporaryFile.beside(directory.resolve("layer"));
          TemporaryFile other = TemporaryFile.in(directory)) {
        Files.writeString(one.path(), "half");
        Files.writeString(other.path(), "half");
        System.out.println("writing");
        Thread.sleep(Long.MAX_VALUE);
      }
    }

    private static void begin(Path directory) {
      try (TemporaryFile late = TemporaryFile.in(directory)) {
        System.out.println(late.path());
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

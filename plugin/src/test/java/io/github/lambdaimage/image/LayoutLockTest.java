package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LayoutLockTest {

  private static final int ROUNDS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void isThereWhileItIsHeld() throws Exception {
    Path layout = directory.resolve("target/lambda-image");
    List<String> said = new ArrayList<>();

    try (LayoutLock lock = lock(layout, PATIENCE, said::add)) {
      assertThat(lock).isNotNull();
      assertThat(directory.resolve("target/lambda-image.lock")).exists();
    }

    assertThat(directory.resolve("target")).isEmptyDirectory();
    assertThat(said).isEmpty();
  }

  @Test
  void letsOthersWait() throws Exception {
    Path layout = directory.resolve("lambda-image");
    CountDownLatch told = new CountDownLatch(1);
    try (ChildJava child = ChildJava.start(Holder.class, layout.toString())) {
      assertThat(child.line()).isEqualTo("held");

      Pending<Boolean> waiting =
          Pending.start(
              "waiting",
              () -> {
                try (LayoutLock lock = lock(layout, PATIENCE, line -> tell(line, layout, told))) {
                  return lock != null;
                }
              });
      told.await();
      assertThat(waiting.isDone()).isFalse();

      assertThat(child.end()).isZero();
      assertThat(waiting.get()).isTrue();
    }
    assertThat(directory).isEmptyDirectory();
  }

  private static void tell(String line, Path layout, CountDownLatch told) {
    assertThat(line).isEqualTo("Waiting for another Maven that works with '" + layout + "'.");
    told.countDown();
  }

  @Test
  void isWaitedForWithinReason() throws Exception {
    Path layout = directory.resolve("lambda-image");
    try (ChildJava child = ChildJava.start(Holder.class, layout.toString())) {
      assertThat(child.line()).isEqualTo("held");

      assertThatThrownBy(() -> lock(layout, Duration.ZERO, line -> {}))
          .hasMessage(
              "Another Maven has worked with '"
                  + layout
                  + "' for more than 0 minutes. Wait for its end, or end it, and run this again.");
    }
  }

  /** Of two modules with one folder: closing any channel of a file ends all locks on it. */
  @Test
  void staysWhereTheSameMavenAsksOnceMore() throws Exception {
    Path layout = directory.resolve("lambda-image");
    try (LayoutLock first = lock(layout, PATIENCE, line -> {});
        LayoutLock second = lock(layout, PATIENCE, line -> {})) {
      assertThat(first.isOn(layout)).isTrue();
      assertThat(second.isOn(directory)).isFalse();
      try (ChildJava child = ChildJava.start(Impatient.class, layout.toString())) {
        assertThat(child.line()).startsWith("Another Maven has worked with");
      }
    }
  }

  @Test
  void endsWithTheProcessHoweverThatEnds() throws Exception {
    Path layout = directory.resolve("lambda-image");
    for (String signal : List.of("KILL", "TERM")) {
      try (ChildJava child = ChildJava.start(Holder.class, layout.toString())) {
        assertThat(child.line()).isEqualTo("held");
        child.signal(signal);
      }
      try (LayoutLock lock = lock(layout, PATIENCE, line -> {})) {
        assertThat(lock).isNotNull();
      }
      assertThat(directory).isEmptyDirectory();
    }
  }

  /** They read a number and write the next one, which goes wrong where two do it at once. */
  @Test
  void isHeldByOneAtATime() throws Exception {
    Path layout = directory.resolve("lambda-image");
    Path number = Files.writeString(directory.resolve("number"), "0");
    List<ChildJava> children = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      children.add(ChildJava.start(Counter.class, layout.toString(), number.toString()));
    }
    for (ChildJava child : children) {
      assertThat(child.line()).isEqualTo("ready");
    }
    for (ChildJava child : children) {
      child.process().getOutputStream().close();
    }
    for (ChildJava child : children) {
      assertThat(child.process().waitFor()).isZero();
    }

    assertThat(number).hasContent(String.valueOf(4 * ROUNDS));
    assertThat(directory.toFile().list()).containsExactly("number");
  }

  @Test
  void keepsNobodyFromWhatCannotBeLocked() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    try (LayoutLock lock = lock(file.resolve("lambda-image"), PATIENCE, line -> {})) {
      assertThat(lock).isNotNull();
    }

    assertThat(directory.toFile().list()).containsExactly("file");
  }

  private static LayoutLock lock(Path layout, Duration patience, Consumer<String> waiting)
      throws LambdaImageException {
    Path file = layout.resolveSibling(layout.getFileName() + ".lock");
    return LayoutLock.of(layout, file, patience, waiting);
  }

  /** Holds the lock until its input ends. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      LayoutLock lock = lock(Path.of(arguments[0]), PATIENCE, line -> {});
      System.out.println("held");
      int unused = System.in.read();
      lock.close();
    }
  }

  /** Says why it does not get the lock. */
  static final class Impatient {

    private Impatient() {}

    public static void main(String[] arguments) throws Exception {
      try {
        lock(Path.of(arguments[0]), Duration.ZERO, line -> {}).close();
        System.out.println("held");
      } catch (LambdaImageException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** Counts on when its input ends. */
  static final class Counter {

    private Counter() {}

    public static void main(String[] arguments) throws Exception {
      Path number = Path.of(arguments[1]);
      System.out.println("ready");
      int unused = System.in.read();
      for (int i = 0; i < ROUNDS; i++) {
        LayoutLock lock = lock(Path.of(arguments[0]), PATIENCE, line -> {});
        count(number);
        lock.close();
      }
    }

    private static void count(Path number) throws IOException {
      int next = Integer.parseInt(Files.readString(number)) + 1;
      Files.writeString(number, String.valueOf(next));
    }
  }
}

package io.github.lambdaimage.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long MEGABYTE = 1_000_000;

  private final RecordedLog log = RecordedLog.normal();
  private long now;

  @Test
  void writesALineInALogEveryFiveSeconds() {
    Console console = console(log, false);
    for (int second = 0; second <= 11; second++) {
      transfer(console, Duration.ofSeconds(1));
    }

    assertThat(log.lines())
        .containsExactly("[INFO] Transferred 6.0 MB so far", "[INFO] Transferred 11.0 MB so far");
  }

  @Test
  void updatesOneLineOnATerminalAndClearsItInTheEnd() {
    try (Console console = console(log, true)) {
      for (int i = 0; i < 5; i++) {
        transfer(console, Duration.ofMillis(100));
      }
    }

    assertThat(log.text())
        .isEqualTo(
            CLEAR_LINE
                + "Transferred 3.0 MB so far"
                + CLEAR_LINE
                + "Transferred 5.0 MB so far"
                + CLEAR_LINE);
  }

  @Test
  void logsWhereTheLineThatUpdatesStood() {
    Console console = console(log, true);
    transferForLong(console);
    console.info("Wrote it");
    transferForLong(console);
    console.warn("But late");
    console.error(new LambdaImageException("And wrong"));

    assertThat(log.text())
        .isEqualTo(
            CLEAR_LINE
                + "Transferred 2.0 MB so far"
                + CLEAR_LINE
                + "[INFO] Wrote it\n"
                + CLEAR_LINE
                + "Transferred 4.0 MB so far"
                + CLEAR_LINE
                + "[WARNING] But late\n[ERROR] And wrong\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsNoProgressToTheQuiet(boolean terminal) {
    RecordedLog quiet = RecordedLog.quiet();
    try (Console console = console(quiet, terminal)) {
      transferForLong(console);
    }

    assertThat(quiet.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsNoProgressAfterTheResult(boolean terminal) throws Exception {
    Console console = console(log, terminal);
    console.result("{}".getBytes(UTF_8));
    transferForLong(console);
    console.close();
    transferForLong(console);

    assertThat(log.text()).isEqualTo("{}\n");
  }

  @Test
  void clearsTheLineBeforeTheResult() throws Exception {
    Console console = console(log, true);
    transferForLong(console);
    console.result("{}".getBytes(UTF_8));

    assertThat(log.text())
        .isEqualTo(CLEAR_LINE + "Transferred 2.0 MB so far" + CLEAR_LINE + "{}\n");
  }

  @Test
  void writesTheBytesOfTheResultAsTheyAre() throws Exception {
    byte[] bytes = new byte[6_000_000];
    new Random(7).nextBytes(bytes);
    bytes[bytes.length - 1] = '}';

    console(log, false).result(bytes);

    assertThat(log.bytes()).startsWith(bytes).hasSize(bytes.length + 1).endsWith((byte) '\n');
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void endsTheResultWithOneNewline(String result) throws Exception {
    console(log, false).result(result.getBytes(UTF_8));

    assertThat(log.text()).isEqualTo("\n");
  }

  @Test
  void failsWhereTheResultCannotBeWritten() {
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });

    assertThatThrownBy(() -> new Console(log, full, false, () -> now).result(new byte[10]))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The response could not be written to the standard output");
  }

  private Console console(RecordedLog to, boolean terminal) {
    return new Console(to, to.out(), terminal, () -> now);
  }

  private void transferForLong(Console console) {
    transfer(console, Duration.ofMinutes(1));
    transfer(console, Duration.ofMillis(0));
  }

  private void transfer(Console console, Duration duration) {
    console.transfers().transferred(MEGABYTE);
    now += duration.toNanos();
  }
}

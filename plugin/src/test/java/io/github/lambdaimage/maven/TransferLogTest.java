package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferLogTest {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long MEGABYTE = 1_000_000;

  private final List<String> out = new ArrayList<>();

  /** Not zero: {@link System#nanoTime} may start anywhere, and may overflow while we run. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

  @Test
  void countsFromTheFirstByteAndNotFromTheCompilationBefore() {
    try (TransferLog log = log(false)) {
      pass(Duration.ofMinutes(1));
      log.transferred(MEGABYTE);
    }

    assertThat(out).isEmpty();
  }

  @Test
  void saysNothingInALogOfAShortTransfer() {
    try (TransferLog log = log(false)) {
      log.transferred(MEGABYTE);
      pass(Duration.ofMillis(4_999));
      log.transferred(MEGABYTE);
    }

    assertThat(out).isEmpty();
  }

  @Test
  void writesALineInALogEveryFiveSecondsWithAllThatWasSent() {
    try (TransferLog log = log(false)) {
      for (int second = 0; second <= 16; second++) {
        log.transferred(MEGABYTE);
        pass(Duration.ofSeconds(1));
      }
    }

    assertThat(out)
        .containsExactly("Transferred 6.0 MB …", "Transferred 11.0 MB …", "Transferred 16.0 MB …");
  }

  @Test
  void writesOneLineInALogAfterALongSilence() {
    try (TransferLog log = log(false)) {
      log.transferred(MEGABYTE);
      pass(Duration.ofSeconds(23));
      log.transferred(MEGABYTE);
      log.transferred(MEGABYTE);
      pass(Duration.ofMillis(4_999));
      log.transferred(MEGABYTE);
      pass(Duration.ofMillis(1));
      log.transferred(MEGABYTE);
    }

    assertThat(out).containsExactly("Transferred 2.0 MB …", "Transferred 5.0 MB …");
  }

  @Test
  void updatesOneLineOnATerminalAndClearsItInTheEnd() {
    try (TransferLog log = log(true)) {
      for (int i = 0; i < 5; i++) {
        log.transferred(MEGABYTE);
        pass(Duration.ofMillis(100));
      }
    }

    assertThat(out)
        .containsExactly(
            CLEAR_LINE + "Transferred 3.0 MB …", CLEAR_LINE + "Transferred 5.0 MB …", CLEAR_LINE);
  }

  @Test
  void leavesATerminalAloneAfterAShortTransfer() {
    try (TransferLog log = log(true)) {
      log.transferred(MEGABYTE);
      pass(Duration.ofMillis(199));
      log.transferred(MEGABYTE);
    }

    assertThat(out).isEmpty();
  }

  @Test
  void clearsTheLineOnce() {
    TransferLog log = log(true);
    log.transferred(MEGABYTE);
    pass(Duration.ofSeconds(1));
    log.transferred(MEGABYTE);

    log.close();
    log.close();

    assertThat(out).containsExactly(CLEAR_LINE + "Transferred 2.0 MB …", CLEAR_LINE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysNothingWhenNothingIsSent(boolean terminal) {
    try (TransferLog log = log(terminal)) {
      assertThat(log).isNotNull();
      pass(Duration.ofMinutes(1));
    }

    assertThat(out).isEmpty();
  }

  private TransferLog log(boolean terminal) {
    return new TransferLog(terminal, out::add, () -> now);
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}

package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferLogTest {

  private static final long MEGABYTE = 1_000_000;

  private final List<String> out = new ArrayList<>();

  /** Not zero: {@link System#nanoTime} may start anywhere, and may overflow while we run. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

  private final TransferLog log = new TransferLog(Duration.ofSeconds(5), out::add, () -> now);

  @Test
  void countsFromTheFirstByteAndNotFromTheCompilationBefore() {
    pass(Duration.ofMinutes(1));
    log.transferred(MEGABYTE);

    assertThat(out).isEmpty();
  }

  @Test
  void saysNothingOfAShortTransfer() {
    log.transferred(MEGABYTE);
    pass(Duration.ofMillis(4_999));
    log.transferred(MEGABYTE);

    assertThat(out).isEmpty();
  }

  @Test
  void saysEveryFiveSecondsHowMuchWasSent() {
    for (int second = 0; second <= 16; second++) {
      log.transferred(MEGABYTE);
      pass(Duration.ofSeconds(1));
    }

    assertThat(out)
        .containsExactly(
            "Transferred 6.0 MB so far",
            "Transferred 11.0 MB so far",
            "Transferred 16.0 MB so far");
  }

  @Test
  void saysItOnceAfterALongSilence() {
    log.transferred(MEGABYTE);
    pass(Duration.ofSeconds(23));
    log.transferred(MEGABYTE);
    log.transferred(MEGABYTE);
    pass(Duration.ofMillis(4_999));
    log.transferred(MEGABYTE);
    pass(Duration.ofMillis(1));
    log.transferred(MEGABYTE);

    assertThat(out).containsExactly("Transferred 2.0 MB so far", "Transferred 5.0 MB so far");
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}

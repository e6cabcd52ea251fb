package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long to wait between tries. */
class RetryPauseTest {

  private static final Request REQUEST =
      Request.get(URI.create("https://r.test/v2/orders/manifests/1.0?secret"));

  private final ScriptedExchange next = new ScriptedExchange();
  private final List<Duration> pauses = new ArrayList<>();
  private final Retry retry = pausing(pauses::add);

  @Test
  void pausesTwiceAsLongEachTime() {
    for (int i = 0; i < 5; i++) {
      next.answers(500, "");
    }

    assertThatThrownBy(() -> retry.ask(REQUEST, Response::bytes)).hasMessageContaining("500");
    long longest = 300;
    for (Duration pause : pauses) {
      assertThat(pause.toMillis()).isBetween(longest / 2, longest);
      longest *= 2;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7000",
        "0 | 0",
        "000000030 | 30000",
        " 30 | 30000",
        "Thu, 26 Nov 2026 12:00:07 GMT | 7000",
        "Thu, 26 Nov 2026 12:00:30 GMT | 30000",
        "Thu, 26 Nov 2026 11:59:59 GMT | 0",
        "Mon, 1 Jan 1990 00:00:00 GMT | 0",
      })
  void pausesAsLongAsTheRegistryAsks(String value, long millis) throws Exception {
    next.answers(429, "", "Retry-After", value).answers(200, "");

    retry.ask(REQUEST, Response::status);

    assertThat(pauses).containsExactly(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "1.5",
        "٧",
        "Thu, 26 Nov 2026",
        "Fri, 26 Nov 2026 12:00:07 GMT",
        "do, 26 nov. 2026 12:00:07 GMT",
        "999999999999999999999999999999999999999999"
      })
  void pausesByItselfWhereTheRegistrySaysNothingOfUse(String value) throws Exception {
    next.answers(429, "", "Retry-After", value).answers(200, "");

    retry.ask(REQUEST, Response::status);

    assertThat(pauses)
        .hasSize(1)
        .allMatch(pause -> pause.toMillis() > 0 && pause.toMillis() <= 300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31 | 31",
        "3600 | 3600",
        "9999999999 | 2147483647",
        "Thu, 26 Nov 2026 12:00:31 GMT | 31",
        "Fri, 26 Nov 2027 12:00:00 GMT | 31536000",
      })
  void endsWhereTheRegistryWantsMorePatienceThanABuildHas(String value, String seconds) {
    next.answers(503, "").answers(429, "", "Retry-After", value);

    assertThatThrownBy(() -> retry.ask(REQUEST, Response::status))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "GET https://r.test/v2/orders/manifests/1.0: 429 (it asks for a pause of "
                + seconds
                + " seconds, and a build waits no longer than 30) (tried 2 times). The registry is throttling requests: wait a little, or log in.");
    assertThat(pauses).hasSize(1);
    assertThat(next.isAtItsEnd()).isTrue();
  }

  @Test
  void endsWhenItIsInterrupted() {
    next.answers(500, "");
    Retry interrupted =
        pausing(
            pause -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> interrupted.ask(REQUEST, Response::bytes))
        .hasMessage("Interrupted while waiting for 'r.test'. Run it again.");
    assertThat(Thread.interrupted()).isTrue();
  }

  private Retry pausing(RetryPolicy.Pause pause) {
    return new Retry(
        RegistryHost.of(REQUEST.uri()),
        new RetryPolicy(pause, Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC)),
        next,
        refusal -> false);
  }
}

package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that are sent again with another credential. */
class RetryRenewalTest {

  private static final Request REQUEST =
      Request.get(URI.create("https://r.test/v2/orders/manifests/1.0?secret"));

  private final ScriptedExchange next = new ScriptedExchange();
  private final List<Duration> pauses = new ArrayList<>();
  private int renewals;
  private final Retry retry =
      new Retry(
          RegistryHost.of(REQUEST.uri()),
          new RetryPolicy(pauses::add),
          next,
          refusal -> renewals > 0 && renewals-- > 0);

  @Test
  void sendsOnceMoreWithARenewedCredential() throws Exception {
    renewals = 9;
    next.answers(403, "").answers(200, "");

    assertThat(retry.ask(REQUEST, Response::status)).isEqualTo(200);
    assertThat(renewals).isEqualTo(8);
    assertThat(pauses).isEmpty();
    assertThat(next.closed).isEqualTo(2);
  }

  @Test
  void saysThatTheRenewedCredentialWasRefusedToo() {
    renewals = 9;
    next.answers(403, "").refuses(403, "DENIED", "no");

    assertThatThrownBy(() -> retry.ask(REQUEST, response -> response.expectSuccess(REQUEST)))
        .hasMessageContaining(": 403 (DENIED: no) (tried 2 times). The credentials for 'r.test'");
    assertThat(renewals).isEqualTo(8);
  }

  @Test
  void leavesARefusalWhereNoOtherCredentialIsToBeHad() {
    next.answers(403, "");

    assertThatThrownBy(() -> retry.ask(REQUEST, response -> response.expectSuccess(REQUEST)))
        .hasMessageContaining(": 403. The credentials")
        .hasMessageNotContaining("tried");
  }

  @Test
  void givesARefusalUpWhereTheOtherCredentialIsNotToBeHad() {
    next.answers(403, "");
    LambdaImageException failure = new LambdaImageException("The helper has failed.");
    Retry failing =
        new Retry(
            RegistryHost.of(REQUEST.uri()),
            new RetryPolicy(pauses::add),
            next,
            refusal -> {
              throw failure;
            });

    assertThatThrownBy(() -> failing.ask(REQUEST, Response::status)).isSameAs(failure);
    assertThat(next.abandoned).isOne();
  }

  @Test
  void asksForNoCredentialWhereNoneIsRefused() throws Exception {
    renewals = 1;
    next.answers(401, "").answers(404, "");

    retry.ask(REQUEST, Response::status);
    retry.ask(REQUEST, Response::status);

    assertThat(renewals).isOne();
  }

  @Test
  void triesAgainWhatPassesAfterARenewal() throws Exception {
    renewals = 1;
    next.answers(403, "").answers(503, "").answers(200, "");

    assertThat(retry.ask(REQUEST, Response::status)).isEqualTo(200);
    assertThat(pauses).hasSize(1);
  }
}

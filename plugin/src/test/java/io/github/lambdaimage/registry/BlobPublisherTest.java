package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.BlobPublisher.Source;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked for each blob, in which order. */
class BlobPublisherTest {

  private static final byte[] BYTES = "layer".getBytes(UTF_8);
  private static final String BLOBS = "https://r.test/v2/orders/blobs/";
  private static final String HEAD = "HEAD " + BLOBS + "DIGEST";
  private static final String MOUNT = "POST " + BLOBS + "uploads/?mount=DIGEST&from=lambda/java";

  private final ScriptedExchange wire = new ScriptedExchange();

  private final Repository repository =
      new Registry(
              wire.host(),
              wire.address(),
              wire,
              host -> Optional.empty(),
              new RetryPolicy(pause -> {}))
          .repository("orders", "pull,push");

  @Test
  void mountsWithoutAskingWhetherItIsThere() throws Exception {
    wire.answers(201, "").answers(201, "");

    assertThat(publish("lambda/java")).isEqualTo(Outcome.MOUNTED);
    assertThat(publish("lambda/java")).isEqualTo(Outcome.MOUNTED);
    assertThat(wire.asked()).containsExactly(MOUNT, MOUNT);
  }

  @Test
  void asksFirstOnceTheRegistryDoesNotMount() throws Exception {
    wire.answers(202, "", "Location", "/v2/up/1").answers(200, "").answers(200, "");

    assertThat(publish("lambda/java")).isEqualTo(Outcome.ALREADY_THERE);
    assertThat(publish("lambda/java")).isEqualTo(Outcome.ALREADY_THERE);
    assertThat(wire.asked()).containsExactly(MOUNT, HEAD, HEAD);
  }

  @Test
  void uploadsInTheSessionOfARegistryThatDoesNotMount() throws Exception {
    wire.answers(202, "", "Location", "/v2/up/1").answers(404, "").answers(201, "");

    assertThat(publish("lambda/java")).isEqualTo(Outcome.UPLOADED);
    assertThat(wire.asked())
        .containsExactly(MOUNT, HEAD, "PUT https://r.test/v2/up/1?digest=DIGEST");
  }

  @Test
  void asksForWhatNobodyElseHas() throws Exception {
    wire.answers(404, "").answers(202, "", "Location", "/v2/up/1").answers(201, "");

    assertThat(publish(null)).isEqualTo(Outcome.UPLOADED);
    assertThat(wire.asked()).first().isEqualTo(HEAD);
  }

  private Outcome publish(@Nullable String mountSource) throws LambdaImageException {
    return new BlobPublisher(repository, Set.of(), false)
        .publish(
            new Source(
                Descriptor.of("layer", BYTES),
                Optional.ofNullable(mountSource),
                () -> new ByteArrayInputStream(BYTES)));
  }
}

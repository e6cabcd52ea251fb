package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.BlobPublisher.Source;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked for each blob, in which order. */
class BlobPublisherTest {

  private static final byte[] BYTES = "layer".getBytes(UTF_8);
  private static final Descriptor BLOB = Descriptor.of("layer", BYTES);
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

  @Test
  void asksForNothingThatIsKnownToBeThere() throws Exception {
    BlobPublisher publisher = new BlobPublisher(repository, Set.of(BLOB.digest()), false);

    assertThat(publisher.publish(source(BLOB))).isEqualTo(Outcome.ALREADY_THERE);
    assertThat(wire.requests).isEmpty();
  }

  @Test
  void sendsSmallBlobsWithoutAskingWhereTheyAreProbablyNew() throws Exception {
    wire.answers(202, "", "Location", "/v2/up/1").answers(201, "");

    assertThat(new BlobPublisher(repository, Set.of(), true).publish(source(sized(64 * 1024))))
        .isEqualTo(Outcome.UPLOADED);
    assertThat(wire.requests).extracting(Request::method).containsExactly("POST", "PUT");
  }

  @Test
  void asksForLargeBlobsThoughTheyAreProbablyNew() throws Exception {
    wire.answers(200, "");

    assertThat(new BlobPublisher(repository, Set.of(), true).publish(source(sized(64 * 1024 + 1))))
        .isEqualTo(Outcome.ALREADY_THERE);
    assertThat(wire.asked()).containsExactly(HEAD);
  }

  @Test
  void saysWhatBecameOfEachInOrder() throws Exception {
    Descriptor other = Descriptor.of("layer", new byte[1]);
    BlobPublisher publisher =
        new BlobPublisher(repository, Set.of(BLOB.digest(), other.digest()), false);

    assertThat(publisher.publish(List.of(source(BLOB), source(other), source(BLOB))))
        .containsExactly(
            new PublishedBlob(BLOB, Outcome.ALREADY_THERE),
            new PublishedBlob(other, Outcome.ALREADY_THERE),
            new PublishedBlob(BLOB, Outcome.ALREADY_THERE));
  }

  @Test
  void saysWhatIsRefused() {
    wire.answers(403, "");

    assertThatThrownBy(
            () -> new BlobPublisher(repository, Set.of(), false).publish(List.of(source(BLOB))))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(": 403");
  }

  @Test
  void endsWhenItIsInterrupted() {
    BlobPublisher publisher = new BlobPublisher(repository, Set.of(BLOB.digest()), false);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> publisher.publish(List.of(source(BLOB))))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage("Interrupted while publishing. Run it again.");
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
  }

  private static Descriptor sized(long size) {
    return new Descriptor("layer", BLOB.digest(), size);
  }

  private static Source source(Descriptor blob) {
    return new Source(blob, Optional.empty(), () -> new ByteArrayInputStream(BYTES));
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

package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedBlobsTest {

  private static final RegistryHost REGISTRY = RegistryHost.find("r.test").orElseThrow();
  private static final Digest LIBRARIES = digest("libraries");
  private static final Digest CLASSES = digest("classes");
  private static final Digest OTHER_CLASSES = digest("other classes");

  private final SharedBlobs shared = new SharedBlobs();

  @Test
  void knowsWhereABlobWasPublished() throws Exception {
    try (SharedBlobs.Claim claim = shared.claim(REGISTRY, Set.of(LIBRARIES))) {
      claim.published("orders", Set.of(LIBRARIES, CLASSES));
    }

    assertThat(shared.repositoryWith(REGISTRY, LIBRARIES)).contains("orders");
    assertThat(shared.repositoryWith(REGISTRY, CLASSES)).contains("orders");
    assertThat(shared.repositoryWith(RegistryHost.parse("other.test"), LIBRARIES)).isEmpty();
  }

  @Test
  void makesOthersWaitForABlobThatIsOnItsWay() throws Exception {
    SharedBlobs.Claim first = shared.claim(REGISTRY, Set.of(LIBRARIES, CLASSES));
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(
            () -> {
              try (SharedBlobs.Claim claim =
                  shared.claim(REGISTRY, List.of(LIBRARIES, OTHER_CLASSES))) {
                claim.published("invoices", Set.of(OTHER_CLASSES));
                return shared.repositoryWith(REGISTRY, LIBRARIES).orElse("nowhere");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    // Something that nobody brings is nobody's to wait for.
    shared.claim(REGISTRY, Set.of(digest("another layer"))).close();
    assertThat(second).isNotDone();

    first.published("orders", Set.of(LIBRARIES, CLASSES));
    first.close();

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("orders");
  }

  @Test
  void letsTheNextOneTryWhatFailed() throws Exception {
    shared.claim(REGISTRY, Set.of(LIBRARIES)).close();

    shared.claim(REGISTRY, Set.of(LIBRARIES)).close();

    assertThat(shared.repositoryWith(REGISTRY, LIBRARIES)).isEmpty();
  }

  @Test
  void keepsTheFirstPlaceWhereABlobWasPublished() throws Exception {
    shared.published(REGISTRY, "orders", Set.of(LIBRARIES));
    shared.published(REGISTRY, "invoices", Set.of(LIBRARIES));

    assertThat(shared.repositoryWith(RegistryHost.parse("R.test:443"), LIBRARIES))
        .contains("orders");
  }

  @Test
  void letsSeveralHaveWhatIsPublished() throws Exception {
    shared.published(REGISTRY, "orders", Set.of(LIBRARIES));

    try (SharedBlobs.Claim first = shared.claim(REGISTRY, Set.of(LIBRARIES));
        SharedBlobs.Claim second = shared.claim(REGISTRY, Set.of(LIBRARIES))) {
      assertThat(first).isNotSameAs(second);
      assertThat(shared.tryClaim(REGISTRY, LIBRARIES)).isPresent();
      assertThat(shared.tryClaim(REGISTRY, LIBRARIES)).isPresent();
    }
  }

  @Test
  void givesABlobToOneAtATimeWhereNobodyWaits() throws Exception {
    SharedBlobs.Claim first = shared.tryClaim(REGISTRY, LIBRARIES).orElseThrow();

    assertThat(shared.tryClaim(REGISTRY, LIBRARIES)).isEmpty();
    assertThat(shared.tryClaim(REGISTRY, CLASSES)).isPresent();
    first.close();
    assertThat(shared.tryClaim(REGISTRY, LIBRARIES)).isPresent();
  }

  @Test
  void givesNobodyWhatAnImageIsBringing() throws Exception {
    try (SharedBlobs.Claim claim = shared.claim(REGISTRY, Set.of(LIBRARIES, CLASSES))) {
      claim.published("orders", Set.of(LIBRARIES));

      assertThat(shared.tryClaim(REGISTRY, CLASSES)).isEmpty();
      assertThat(shared.tryClaim(REGISTRY, OTHER_CLASSES)).isPresent();
    }
  }

  @Test
  void endsWaitingWhenItIsInterrupted() throws Exception {
    SharedBlobs.Claim first = shared.claim(REGISTRY, Set.of(LIBRARIES));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> shared.claim(REGISTRY, Set.of(LIBRARIES)))
          .isExactlyInstanceOf(LambdaImageException.class)
          .hasMessage("Interrupted while publishing. Run it again.");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
      first.close();
    }
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publisher's token is for. */
class PublisherTokenTest {

  @TempDir Path directory;
  private BlockingQueue<String> wanted;
  private ScriptedRegistry registry;
  private ImagePublisher publisher;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    publisher = new TestImages(registry, directory).publisher(new SharedBlobs());
    wanted = registry.askForTokens();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  /** Without it, the registry would not copy a layer from there. */
  @Test
  void isAlsoForTheRepositoryOfABaseBesideIt() throws Exception {
    ImageName base = ImageName.parse(registry.host() + "/lambda/java:21");

    try (Publishing publishing = begin(publisher, "orders", base)) {
      assertThat(publishing).isNotNull();
      assertThat(token())
          .isEqualTo(
              "service=&scope=repository:lambda/java:pull&scope=repository:orders:pull,push");
    }
  }

  @Test
  void isNotForTheRepositoryOfABaseElsewhere() throws Exception {
    ImageName base = ImageName.parse("other.test/lambda/java:21");

    try (Publishing publishing = begin(publisher, "orders", base)) {
      assertThat(publishing).isNotNull();
      assertThat(token()).isEqualTo("service=&scope=repository:orders:pull,push");
    }
  }

  /** One for all repositories of a build would not fit into a header. */
  @Test
  void isNotForTheRepositoriesOfOtherFunctions() throws Exception {
    try (Publishing first = begin(publisher, "orders", null)) {
      assertThat(first).isNotNull();
      assertThat(token()).isEqualTo("service=&scope=repository:orders:pull,push");
    }

    try (Publishing second = begin(publisher.forAnotherFunction(), "invoices", null)) {
      assertThat(second).isNotNull();
      assertThat(token()).isEqualTo("service=&scope=repository:invoices:pull,push");
    }
  }

  private Publishing begin(ImagePublisher by, String repository, @Nullable ImageName base)
      throws Exception {
    return by.begin(
        Destination.of(registry.host() + "/" + repository, List.of("1.0")),
        TagMutability.UNKNOWN,
        Optional.ofNullable(base));
  }

  private @Nullable String token() throws InterruptedException {
    return wanted.poll(20, TimeUnit.SECONDS);
  }
}

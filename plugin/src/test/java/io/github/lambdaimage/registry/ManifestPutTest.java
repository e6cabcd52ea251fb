package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last step of a push, at a registry whose tags are immutable. */
class ManifestPutTest {

  private static final byte[] MANIFEST = "{\"layers\":[]}".getBytes(UTF_8);
  private static final byte[] OTHER = "{\"layers\":[1]}".getBytes(UTF_8);

  private ScriptedRegistry registry;
  private Repository repository;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    repository =
        new Registries(
                new Transport(uri -> null, Set.of(), Progress.NONE),
                host -> Optional.empty(),
                new RetryPolicy(pause -> {}))
            .toPush(registry.registryHost(), "orders");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void findsAManifestWhoseAnswerWasLost() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    registry.script(
        exchange -> {
          if (!exchange.getRequestMethod().equals("PUT") || lost.getAndSet(true)) {
            return false;
          }
          registry.manifests.put("1.0", exchange.getRequestBody().readAllBytes());
          exchange.close();
          return true;
        });

    repository.manifests().put("1.0", "type", MANIFEST);

    assertThat(registry.requests("PUT")).hasSize(1);
  }

  @Test
  void takesATagForItsOwnThatAnotherBuildHasJustSet() throws Exception {
    registry.manifests.put("1.0", MANIFEST);
    registry.script(ManifestPutTest::refuse);

    repository.manifests().put("1.0", "type", MANIFEST);

    assertThat(registry.requests("PUT")).hasSize(1);
  }

  @Test
  void doesNotTakeAnotherImageForItsOwn() {
    registry.manifests.put("1.0", OTHER);
    registry.script(ManifestPutTest::refuse);

    assertThatThrownBy(() -> repository.manifests().put("1.0", "type", MANIFEST))
        .hasMessageContaining("400 (TAG_INVALID: immutable)")
        .hasMessageContaining("raise the version, or list another tag in <tags>");
    assertThat(registry.requests("PUT")).hasSize(1);
  }

  private static boolean refuse(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("PUT")) {
      return false;
    }
    exchange.getRequestBody().readAllBytes();
    ScriptedRegistry.answer(
        exchange, 400, "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"immutable\"}]}");
    return true;
  }
}

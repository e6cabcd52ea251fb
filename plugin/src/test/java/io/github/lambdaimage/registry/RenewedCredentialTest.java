package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.oci.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password that expires: a token of Amazon ECR. */
class RenewedCredentialTest {

  private static final byte[] BYTES = "the bytes of a layer".getBytes(UTF_8);
  private static final Descriptor BLOB = Descriptor.of("layer", BYTES);

  private final List<Credential> issued = new ArrayList<>();
  private ScriptedRegistry registry;
  private String accepted = "token-1";
  private int refusal = 403;

  /** Issues token-1, and the next number whenever one is refused. */
  private final Credentials credentials =
      new Credentials() {
        @Override
        public Optional<Credential> find(RegistryHost host) {
          return Optional.of(issued.isEmpty() ? issue() : issued.get(issued.size() - 1));
        }

        @Override
        public Optional<Credential> renew(RegistryHost host, Credential refused) {
          assertThat(refused).isEqualTo(issued.get(issued.size() - 1));
          return Optional.of(issue());
        }

        private Credential issue() {
          issued.add(new Credential("AWS", "token-" + (issued.size() + 1)));
          return issued.get(issued.size() - 1);
        }
      };

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    registry.script(this::refuse);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void isReplacedWhenItExpiresInMidPush() throws Exception {
    Repository repository = repository(credentials);
    repository.blobs().has(BLOB.digest());
    accepted = "token-2";

    repository.uploads().bring(BLOB, () -> new ByteArrayInputStream(BYTES), Optional.empty(), true);

    assertThat(registry.blobs).containsKey(BLOB.digest().toString());
    assertThat(issued).hasSize(2);
  }

  @Test
  void isReplacedEvenWhereTheAnswerDoesNotSayWhy() throws Exception {
    Repository repository = repository(credentials);
    repository.blobs().has(BLOB.digest());
    accepted = "token-2";

    assertThat(repository.blobs().has(BLOB.digest())).isFalse();
  }

  @Test
  void isReplacedOnceIfTheNextIsRefusedToo() throws Exception {
    Repository repository = repository(credentials);
    repository.blobs().has(BLOB.digest());
    accepted = "none";

    assertThatThrownBy(() -> repository.manifests().find("1.0"))
        .hasMessageContaining("GET http://" + registry.host() + "/v2/orders/manifests/1.0: 403")
        .hasMessageContaining("(tried 2 times)");
    assertThat(issued).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {416, 429, 503})
  void isFollowedByAnotherTryOfWhatPasses(int status) throws Exception {
    Repository repository = repository(credentials);
    repository.blobs().has(BLOB.digest());
    accepted = "token-2";
    // After the 403 of the expired token; scripts are asked in the order in which they were added.
    registry.fail(1, status, "PUT");

    repository.uploads().bring(BLOB, () -> new ByteArrayInputStream(BYTES), Optional.empty(), true);

    assertThat(registry.blobs).containsKey(BLOB.digest().toString());
    assertThat(issued).hasSize(2);
  }

  @Test
  void isReplacedWhereTheRegistrySays401() throws Exception {
    Repository repository = repository(credentials);
    repository.blobs().has(BLOB.digest());
    accepted = "token-2";
    refusal = 401;

    assertThat(repository.blobs().has(BLOB.digest())).isFalse();
    assertThat(issued).extracting(Credential::password).endsWith("token-2");
  }

  @Test
  void staysWhereNoOtherIsToBeHad() throws Exception {
    Credential login = new Credential("user", "token-1");
    Repository repository = repository(host -> Optional.of(login));
    repository.blobs().has(BLOB.digest());
    accepted = "none";

    assertThatThrownBy(() -> repository.manifests().find("1.0"))
        .hasMessageContaining("403")
        .hasMessageNotContaining("tried");
  }

  private Repository repository(Credentials from) {
    return new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE), from, new RetryPolicy(pause -> {}))
        .toPush(registry.registryHost(), "orders");
  }

  private boolean refuse(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known =
        List.of(new Credential("AWS", accepted).basic(), new Credential("user", accepted).basic())
            .contains(String.valueOf(authorization));
    if (known || exchange.getRequestURI().getPath().equals("/v2/")) {
      return false;
    }
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"ecr\"");
    ScriptedRegistry.answer(
        exchange,
        authorization == null ? 401 : refusal,
        "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"Your authorization token has expired.\"}]}");
    return true;
  }
}

package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

  private static final byte[] BYTES = "the bytes of a layer".getBytes(UTF_8);
  private static final Descriptor BLOB = Descriptor.of("layer", BYTES);

  private final List<Duration> pauses = new ArrayList<>();
  private Optional<Credential> credential = Optional.empty();
  private ScriptedRegistry registry;
  private Repository repository;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    repository =
        new Registries(
                new Transport(uri -> null, Set.of(), Progress.NONE),
                host -> credential,
                new RetryPolicy(pauses::add))
            .toPush(registry.registryHost(), "orders");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void uploadsABlobWithOnePostAndOnePut() throws Exception {
    upload();

    assertThat(registry.blobs.get(BLOB.digest().toString())).isEqualTo(BYTES);
    assertThat(registry.requests).hasSize(3).first().isEqualTo("GET /v2/");
    assertThat(registry.requests("POST")).hasSize(1);
    assertThat(registry.requests("PUT")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) throws Exception {
    registry.fail(2, status, "HEAD");

    assertThat(repository.blobs().has(BLOB.digest())).isFalse();
    assertThat(registry.requests("HEAD")).hasSize(3);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void waitsAsLongAsTheRegistryAsks() throws Exception {
    registry.fail(1, 429, "HEAD", "Retry-After", "7");

    repository.blobs().has(BLOB.digest());

    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void doesNotTryAgainWhatWillNotPass() {
    registry.fail(1, 403, "POST");

    assertThatThrownBy(this::upload)
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "POST http://%s/v2/orders/blobs/uploads/: 403 (TEST: scripted). The credentials for '%s' do not allow this: use others, or have access granted."
                .formatted(registry.host(), registry.host()));
    assertThat(registry.requests("POST")).hasSize(1);
  }

  @Test
  void givesUpAfterFiveTriesAndSaysSo() {
    registry.fail(99, 503, "HEAD");

    assertThatThrownBy(() -> repository.blobs().has(BLOB.digest()))
        .hasMessageContaining("HEAD http://" + registry.host() + "/v2/orders/blobs/sha256:")
        .hasMessageContaining("503")
        .hasMessageContaining("(tried 5 times). The registry has an internal error");
    assertThat(registry.requests("HEAD")).hasSize(5);
  }

  @Test
  void uploadsAgainInANewSession() throws Exception {
    registry.fail(1, 500, "PUT");

    upload();

    assertThat(registry.requests("POST")).hasSize(2);
    assertThat(registry.requests("PUT").stream().distinct()).hasSize(2);
    assertThat(registry.blobs).containsKey(BLOB.digest().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 416})
  void startsANewSessionForOneThatIsGone(int status) throws Exception {
    int[] left = {1};
    registry.script(
        exchange -> {
          if (!exchange.getRequestMethod().equals("PUT") || left[0]-- <= 0) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          ScriptedRegistry.answer(
              exchange,
              status,
              "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\",\"message\":\"gone\"}]}");
          return true;
        });

    upload();

    assertThat(registry.requests("POST")).hasSize(2);
    assertThat(registry.blobs).containsKey(BLOB.digest().toString());
  }

  @Test
  void findsABlobWhoseAnswerWasLost() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    registry.script(
        exchange -> {
          if (!exchange.getRequestMethod().equals("PUT") || lost.getAndSet(true)) {
            return false;
          }
          registry.blobs.put(BLOB.digest().toString(), exchange.getRequestBody().readAllBytes());
          exchange.close();
          return true;
        });

    upload();

    assertThat(registry.requests("PUT")).hasSize(1);
    assertThat(registry.requests("HEAD")).hasSize(1);
  }

  @Test
  void mountsWhatTheRegistryHasElsewhere() throws Exception {
    registry.script(
        exchange -> {
          String query = String.valueOf(exchange.getRequestURI().getQuery());
          if (!query.equals("mount=" + BLOB.digest() + "&from=lambda/java")) {
            return false;
          }
          ScriptedRegistry.answer(exchange, 201, "");
          return true;
        });

    assertThat(bring("lambda/java")).isEqualTo(Outcome.MOUNTED);
    assertThat(registry.requests("PUT")).isEmpty();
  }

  @Test
  void goesOnWithTheSessionOfARegistryThatDoesNotMount() throws Exception {
    assertThat(bring("lambda/java")).isEqualTo(Outcome.UPLOADED);
    assertThat(registry.requests("POST")).hasSize(1);
    assertThat(registry.blobs).containsKey(BLOB.digest().toString());
  }

  @Test
  void uploadsWhatItMayNotMount() throws Exception {
    registry.fail(1, 403, "POST");

    assertThat(bring("private/base")).isEqualTo(Outcome.UPLOADED);
    assertThat(registry.requests("POST")).hasSize(2);
  }

  @Test
  void explainsAnImmutableTag() {
    registry.script(
        exchange -> {
          if (!exchange.getRequestMethod().equals("PUT")) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          ScriptedRegistry.answer(
              exchange, 400, "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"immutable\"}]}");
          return true;
        });

    assertThatThrownBy(() -> repository.manifests().put("1.0", "type", BYTES))
        .hasMessageEndingWith(
            "The tag names another image, and the repository's tags are immutable: raise the version, or list another tag in <tags>.");
  }

  @Test
  void answersABearerChallengeOnceForManyRequests() throws Exception {
    credential = Optional.of(new Credential("user", "password"));
    requireToken("token-1");

    repository.blobs().has(BLOB.digest());
    repository.blobs().has(BLOB.digest());

    assertThat(registry.requests("GET /token")).hasSize(1);
    assertThat(registry.requests("HEAD")).hasSize(3);
  }

  @Test
  void answersABasicChallengeInMidPush() throws Exception {
    credential = Optional.of(new Credential("user", "password"));
    registry.script(
        exchange -> {
          boolean known =
              "Basic dXNlcjpwYXNzd29yZA=="
                  .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          if (known || !exchange.getRequestMethod().equals("PUT")) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
          ScriptedRegistry.answer(exchange, 401, "");
          return true;
        });

    upload();

    assertThat(registry.blobs).containsKey(BLOB.digest().toString());
  }

  @Test
  void saysWhichCredentialsAreWanted() {
    registry.fail(9, 401, "HEAD", "WWW-Authenticate", "Basic realm=\"test\"");

    assertThatThrownBy(() -> repository.blobs().has(BLOB.digest()))
        .hasMessageContaining("401")
        .hasMessageEndingWith(
            "The registry wants other credentials: add a <server> with <id>%s</id> to settings.xml, or run 'docker login %s'."
                .formatted(registry.host(), registry.host()));
  }

  @Test
  void doesNotCarryCredentialsToAnotherHost() throws Exception {
    credential = Optional.of(new Credential("user", "password"));
    requireToken("token-1");
    List<String> authorizations = new ArrayList<>();
    try (ScriptedRegistry storage = new ScriptedRegistry()) {
      storage.script(
          exchange -> {
            authorizations.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            ScriptedRegistry.answer(exchange, 200, "the bytes of a layer");
            return true;
          });
      registry.script(
          exchange -> {
            exchange.getResponseHeaders().set("Location", "http://" + storage.host() + "/x");
            ScriptedRegistry.answer(exchange, 307, "");
            return true;
          });

      try (Response response = repository.blobs().open(BLOB.digest())) {
        assertThat(response.bytes()).isEqualTo(BYTES);
      }
    }
    assertThat(authorizations).containsExactly("null");
  }

  @Test
  void takesARedirectToStorageForABlobThatIsThere() throws Exception {
    registry.script(
        exchange -> {
          boolean ping = exchange.getRequestURI().getPath().equals("/v2/");
          exchange.getResponseHeaders().set("Location", "https://storage.test/blob");
          if (!ping) {
            ScriptedRegistry.answer(exchange, 307, "");
          }
          return !ping;
        });

    assertThat(repository.blobs().has(BLOB.digest())).isTrue();
  }

  @Test
  void uploadsToAnotherHostWithoutCredentials() throws Exception {
    credential = Optional.of(new Credential("user", "password"));
    requireToken("token-1");
    List<String> authorizations = new ArrayList<>();
    try (ScriptedRegistry storage = new ScriptedRegistry()) {
      storage.script(
          exchange -> {
            authorizations.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            return false;
          });
      registry.script(
          exchange -> {
            if (!exchange.getRequestMethod().equals("POST")) {
              return false;
            }
            exchange
                .getResponseHeaders()
                .set("Location", "http://" + storage.host() + "/v2/orders/blobs/uploads/1");
            ScriptedRegistry.answer(exchange, 202, "");
            return true;
          });
      upload();

      assertThat(storage.blobs).containsKey(BLOB.digest().toString());
    }
    assertThat(authorizations).containsExactly("null");
  }

  @Test
  void sendsNoCredentialsToARealmOverPlainHttp() {
    credential = Optional.of(new Credential("user", "password"));
    registry.fail(9, 401, "HEAD", "WWW-Authenticate", "Bearer realm=\"http://auth.test/token\"");

    assertThatThrownBy(() -> repository.blobs().has(BLOB.digest()))
        .hasMessage(
            "'auth.test' would be spoken to over plain HTTP. If that is intended, list it in <insecureRegistries>.");
  }

  @Test
  void doesNotQuoteATokenThatItCannotRead() {
    registry.script(
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/token")) {
            return refuse(exchange, "Bearer never");
          }
          ScriptedRegistry.answer(exchange, 200, "{\"token\":\"secret-token\",");
          return true;
        });

    assertThatThrownBy(() -> repository.blobs().has(BLOB.digest()))
        .satisfies(
            e -> {
              for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause)).doesNotContain("secret-token");
              }
            });
  }

  @Test
  void saysThatAnAnswerHoldsNoToken() {
    registry.script(
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/token")) {
            return refuse(exchange, "Bearer never");
          }
          ScriptedRegistry.answer(exchange, 200, "{}");
          return true;
        });

    assertThatThrownBy(() -> repository.blobs().has(BLOB.digest()))
        .hasMessageContaining(
            "which gives none. Check that it is a registry, and what is before it.");
  }

  @Test
  void readsADocumentAgainThatBrokeOff() throws Exception {
    registry.blobs.put(BLOB.digest().toString(), BYTES);
    AtomicBoolean broken = new AtomicBoolean();
    registry.script(
        exchange -> {
          if (!exchange.getRequestMethod().equals("GET")
              || exchange.getRequestURI().getPath().equals("/v2/")
              || broken.getAndSet(true)) {
            return false;
          }
          exchange.sendResponseHeaders(200, BYTES.length);
          exchange.getResponseBody().write(BYTES, 0, 3);
          exchange.getResponseBody().flush();
          exchange.close();
          return true;
        });

    assertThat(repository.blobs().config(BLOB)).isEqualTo(BYTES);
  }

  @Test
  void saysThatARegistryDoesNotAnswer() {
    registry.close();

    assertThatThrownBy(() -> repository.blobs().has(BLOB.digest()))
        .hasMessageStartingWith("The registry '" + registry.host() + "' cannot be reached")
        .hasMessageContaining("Check host and port, and that the registry runs.");
  }

  @Test
  void neverShowsASecret() {
    credential = Optional.of(new Credential("user", "pass-secret"));
    requireToken("token-secret");
    registry.fail(99, 500, "PUT");

    assertThatThrownBy(this::upload)
        .satisfies(
            e -> {
              for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause)).doesNotContain("secret");
              }
            });
    assertThat(credential.toString()).doesNotContain("secret");
  }

  private void upload() throws LambdaImageException {
    repository.uploads().bring(BLOB, () -> new ByteArrayInputStream(BYTES), Optional.empty(), true);
  }

  private Outcome bring(String mountSource) throws LambdaImageException {
    return repository
        .uploads()
        .bring(BLOB, () -> new ByteArrayInputStream(BYTES), Optional.of(mountSource), true);
  }

  private void requireToken(String token) {
    registry.script(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/token")) {
            assertThat(exchange.getRequestURI().getQuery())
                .isEqualTo("service=test&scope=repository:orders:pull,push");
            ScriptedRegistry.answer(exchange, 200, "{\"token\":\"" + token + "\"}");
            return true;
          }
          return refuse(exchange, "Bearer " + token);
        });
  }

  private boolean refuse(HttpExchange exchange, String wanted) throws IOException {
    boolean ping = exchange.getRequestURI().getPath().equals("/v2/");
    if (ping || Objects.equals(exchange.getRequestHeaders().getFirst("Authorization"), wanted)) {
      return false;
    }
    exchange.getRequestBody().readAllBytes();
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer realm=\"http://%s/token\",service=\"test\"".formatted(registry.host()));
    ScriptedRegistry.answer(exchange, 401, "");
    return true;
  }

  @Test
  void trustsTheDigestThatTheRegistrySays() throws Exception {
    registry.manifests.put("1.0", BYTES);

    assertThat(repository.manifests().digestOf("1.0")).contains(Digest.of(BYTES));
    assertThat(repository.manifests().digestOf("2.0")).isEmpty();
  }
}

package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseLayer;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a registry sends in the place of any answer about a base, byte by byte, and however
 * slowly: it ends in a sentence that names the registry and says what to do. Many rows run at once,
 * since most of them wait.
 */
class HostileAnswersTest {

  /** What fails the test: each row ends much earlier. */
  private static final long DEADLINE_SECONDS = 120;

  /** So long that a busy machine gives the good answers of a row in time. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Timeouts TIMEOUTS = new Timeouts(PATIENCE, PATIENCE, PATIENCE);

  /** So that ten letters come before patience ends, and each in time. */
  private static final long PAUSE = PATIENCE.toMillis() / 10;

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  /** A request of a build that has a base to find out about. */
  private enum Step {
    PING("GET /v2/"),
    TAG_HEAD("HEAD /v2/jre/manifests/21"),
    TAG("GET /v2/jre/manifests/21"),
    MANIFEST("GET /v2/jre/manifests/sha256:"),
    CONFIG("GET /v2/jre/blobs/"),
    LAYER("GET /v2/jre/blobs/");

    private final String begins;

    Step(String begins) {
      this.begins = begins;
    }
  }

  /** What is sent instead, head and all. */
  private enum Kind {
    NOTHING_AND_SILENCE("no answer in time"),
    NOTHING("the connection broke"),
    WHAT_IS_NO_HTTP("it does not answer by HTTP"),
    A_HEAD_WITHOUT_AN_END("cannot be reached"),
    HEADERS_WITHOUT_AN_END("cannot be reached"),
    A_HEAD_LETTER_BY_LETTER("no answer in time"),
    NO_STATUS("it does not answer by HTTP"),
    A_BODY_LETTER_BY_LETTER("no answer in time"),
    CHUNKS_LETTER_BY_LETTER("no answer in time"),
    A_CHUNK_SIZE_LETTER_BY_LETTER("no answer in time"),
    TRAILERS_LETTER_BY_LETTER("no answer in time"),
    A_BODY_WITHOUT_AN_END("with more than"),
    CHUNKS_WITHOUT_AN_END("with more than"),
    A_CHUNK_SIZE_THAT_IS_NONE("cannot be reached"),
    A_NEGATIVE_CHUNK_SIZE("cannot be reached"),
    HALF_A_BODY("cannot be reached"),
    AN_ERROR_WITHOUT_AN_END(""),
    AN_ERROR_LETTER_BY_LETTER(""),
    TROUBLE_WITHOUT_AN_END("(tried 5 times)");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Whether it is the body that is hostile, which nobody reads of some answers. */
    boolean isBody() {
      return compareTo(A_BODY_LETTER_BY_LETTER) >= 0;
    }

    boolean isError() {
      return compareTo(AN_ERROR_WITHOUT_AN_END) >= 0;
    }

    void write(OutputStream out, byte[] good) throws IOException {
      String ok = "HTTP/1.1 200 OK\r\n";
      String bad = "HTTP/1.1 404 Not Found\r\n" + CHUNKED;
      switch (this) {
        case NOTHING_AND_SILENCE -> pause(DEADLINE_SECONDS * 1000);
        case NOTHING -> {}
        case WHAT_IS_NO_HTTP -> ByteServer.text(out, "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
        case A_HEAD_WITHOUT_AN_END -> ByteServer.endless(out, ok + "X: " + "x".repeat(100_000));
        case HEADERS_WITHOUT_AN_END -> ByteServer.endless(out, ok + "X: y\r\n".repeat(10_000));
        case A_HEAD_LETTER_BY_LETTER -> {
          ByteServer.text(out, ok + "X: ");
          ByteServer.trickle(out, "x", PAUSE);
        }
        case NO_STATUS -> ByteServer.text(out, "HTTP/1.1 two hundred\r\n\r\n{}");
        case A_BODY_LETTER_BY_LETTER -> {
          ByteServer.text(out, ok + "Content-Length: " + good.length + "\r\n\r\n");
          ByteServer.trickle(out, "x", PAUSE);
        }
        case CHUNKS_LETTER_BY_LETTER -> {
          ByteServer.text(out, ok + CHUNKED);
          ByteServer.trickle(out, "1\r\nx\r\n", PAUSE);
        }
        case A_CHUNK_SIZE_LETTER_BY_LETTER -> {
          ByteServer.text(out, ok + CHUNKED);
          ByteServer.trickle(out, "0", PAUSE);
        }
        case TRAILERS_LETTER_BY_LETTER -> {
          ByteServer.text(out, ok + CHUNKED + Integer.toHexString(good.length) + "\r\n");
          out.write(good);
          ByteServer.text(out, "\r\n0\r\n");
          ByteServer.trickle(out, "X: y\r\n", PAUSE);
        }
        case A_BODY_WITHOUT_AN_END -> {
          ByteServer.text(out, ok + "\r\n");
          ByteServer.endless(out, " ".repeat(100_000));
        }
        case CHUNKS_WITHOUT_AN_END -> {
          ByteServer.text(out, ok + CHUNKED);
          ByteServer.endless(out, "1000\r\n" + " ".repeat(4096) + "\r\n");
        }
        case A_CHUNK_SIZE_THAT_IS_NONE ->
            ByteServer.text(out, ok + CHUNKED + "many\r\nx\r\n0\r\n\r\n");
        case A_NEGATIVE_CHUNK_SIZE ->
            ByteServer.text(out, ok + CHUNKED + "-5\r\nhello\r\n0\r\n\r\n");
        case HALF_A_BODY -> {
          ByteServer.text(out, ok + "Content-Length: " + good.length + "\r\n\r\n");
          out.write(good, 0, good.length / 2);
        }
        case AN_ERROR_WITHOUT_AN_END -> {
          ByteServer.text(out, bad);
          ByteServer.endless(out, "1000\r\n" + "x".repeat(4096) + "\r\n");
        }
        case AN_ERROR_LETTER_BY_LETTER -> {
          ByteServer.text(out, bad);
          ByteServer.trickle(out, "1\r\nx\r\n", PAUSE);
        }
        case TROUBLE_WITHOUT_AN_END -> {
          ByteServer.text(out, "HTTP/1.1 503 Unavailable\r\n" + CHUNKED);
          ByteServer.endless(out, "1000\r\n" + "x".repeat(4096) + "\r\n");
        }
      }
    }
  }

  /** What came of a row: a message, or nothing where it was survived. */
  private record Outcome(String host, Optional<LambdaImageException> failure) {}

  @TempDir static Path directory;
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(32, Daemon.threads("row"));
  private static final Map<String, Future<Outcome>> OUTCOMES = new HashMap<>();

  @BeforeAll
  static void begin() {
    rows()
        .map(Arguments::get)
        .forEach(
            row ->
                OUTCOMES.put(
                    key((Step) row[0], (Kind) row[1]),
                    THREADS.submit(() -> outcome((Step) row[0], (Kind) row[1]))));
  }

  private static String key(Step step, Kind kind) {
    return step + "-" + kind;
  }

  @AfterAll
  static void end() {
    THREADS.shutdownNow();
  }

  static Stream<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Step step : Step.values()) {
      for (Kind kind : Kind.values()) {
        // A HEAD has no body, and that of the first question is nobody's business.
        if (!kind.isBody() || (step != Step.TAG_HEAD && step != Step.PING) || kind.isError()) {
          rows.add(Arguments.of(step, kind));
        }
      }
    }
    assertThat(rows.size()).isGreaterThan(90);
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  @Tag("slow")
  void endInASentence(Step step, Kind kind) throws Exception {
    Outcome outcome =
        requireNonNull(OUTCOMES.get(key(step, kind))).get(DEADLINE_SECONDS, TimeUnit.SECONDS);

    if (step == Step.PING && kind.isError()) {
      // Whoever says so speaks HTTP, and that was the question.
      assertThat(outcome.failure()).isEmpty();
      return;
    }
    assertThat(outcome.failure()).isPresent();
    assertThat(outcome.failure().get().getMessage())
        .contains(outcome.host())
        // On loopback, what is no HTTP is taken for TLS.
        .contains(step == Step.PING ? "" : kind.words)
        .containsPattern(
            "\\. (Check|Try|Name|Correct|Have|The registry has an internal error: try) ?")
        .doesNotContainPattern("\\w(Exception|Error)\\b")
        .doesNotContain("null")
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(1000);
  }

  private static Outcome outcome(Step step, Kind kind) throws Exception {
    byte[] layer = new BaseLayer().file("opt/jre/bin/java", "java".repeat(200)).gzip();
    byte[] config =
        """
        {"architecture":"arm64","os":"linux","config":{"Env":["JAVA_HOME=/opt/jre"]},
         "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
            .formatted(Digest.of(layer))
            .getBytes(ISO_8859_1);
    byte[] manifest =
        """
        {"schemaVersion":2,"config":{"size":%s,"digest":"%s"},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":%s,"digest":"%s"}]}"""
            .formatted(config.length, Digest.of(config), layer.length, Digest.of(layer))
            .getBytes(ISO_8859_1);
    ByteServer.Answer answer =
        (request, out) -> {
          boolean ofConfig = request.endsWith(Digest.of(config).toString());
          boolean ofLayer = request.endsWith(Digest.of(layer).toString());
          byte[] good = ofConfig ? config : ofLayer ? layer : manifest;
          boolean here =
              request.startsWith(step.begins)
                  && (step != Step.PING || request.equals(step.begins))
                  && (step != Step.CONFIG || ofConfig)
                  && (step != Step.LAYER || ofLayer);
          if (here) {
            kind.write(out, good);
            return;
          }
          ByteServer.text(
              out,
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                  + good.length
                  + "\r\n\r\n");
          out.write(request.startsWith("HEAD") ? new byte[0] : good);
        };
    try (ByteServer server = new ByteServer(answer)) {
      CacheDirectory cache = CacheDirectory.in(directory.resolve(step + "-" + kind));
      Registries registries =
          new Registries(
              new Transport(uri -> null, Set.of(), Progress.NONE, TIMEOUTS),
              host -> Optional.empty(),
              new RetryPolicy(pause -> {}));
      RegistryBases bases = new RegistryBases(registries, cache, false);
      BaseLayers layers = new BaseLayers(registries, cache, false, Progress.NONE);
      try {
        ImageName pinned = bases.pin(ImageName.parse(server.host() + "/jre:21"));
        BaseImage base = bases.load(pinned, Architecture.ARM64);
        new RegistryBaseContents(registries, layers, cache, false).files(base);
        return new Outcome(server.host(), Optional.empty());
      } catch (LambdaImageException e) {
        return new Outcome(server.host(), Optional.of(e));
      }
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}

package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.ByteArrayInputStream;
import java.net.SocketException;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

  private static final byte[] BYTES = "the bytes of a layer".getBytes(UTF_8);
  private static final Descriptor BLOB = Descriptor.of("layer", BYTES);
  private static final String START = "POST https://r.test/v2/orders/blobs/uploads/";
  private static final String MOUNT = START + "?mount=DIGEST&from=lambda/java";
  private static final String HEAD = "HEAD https://r.test/v2/orders/blobs/DIGEST";

  private final ScriptedExchange next = new ScriptedExchange();
  private final Uploads uploads = new Uploads(next.address(), next.retry(), "orders");

  @ParameterizedTest
  @CsvSource({
    "/v2/up/1,                       https://r.test/v2/up/1?digest=DIGEST",
    "/v2/up/1?state=a%2Fb,           https://r.test/v2/up/1?state=a%2Fb&digest=DIGEST",
    "https://r.test:443/v2/up/1,     https://r.test/v2/up/1?digest=DIGEST",
    "http://r.test/v2/up/1,          https://r.test/v2/up/1?digest=DIGEST",
    "https://r.test:443/v2/up/1?a=b, https://r.test/v2/up/1?a=b&digest=DIGEST",
    "/v2/up/1?a=b#c,                 https://r.test/v2/up/1?a=b&digest=DIGEST",
    "https://s3.test/up/1?x=y,       https://s3.test/up/1?x=y&digest=DIGEST",
  })
  void goToTheSessionThatTheRegistryNames(String location, String target) throws Exception {
    next.answers(202, "", "Location", location).answers(201, "");

    assertThat(bring()).isEqualTo(Outcome.UPLOADED);
    assertThat(next.asked()).containsExactly(START, "PUT " + target);
    assertThat(next.sent("Content-Type")).last().isEqualTo("application/octet-stream");
    Request.Body body = Objects.requireNonNull(next.requests.get(1).body());
    assertThat(body.length()).isEqualTo(BYTES.length);
    assertThat(body.content().open()).hasBinaryContent(BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://r.test/",
        "mailto:me",
        "https:///up/1",
        "https://r.test:99999/up/1",
        "",
        "http:"
      })
  void goNowhereButToHttp(String location) {
    next.answers(202, "", "Location", location);

    assertThatThrownBy(this::bring)
        .hasMessage(
            "'r.test' answered with the 'Location' '"
                + location
                + "', which is not an HTTP address. Check that it is a registry, and what is before it.");
    assertThat(next.requests).hasSize(1);
  }

  @Test
  void areNotNeededForWhatIsMounted() throws Exception {
    next.answers(201, "");

    assertThat(bringOrMount()).isEqualTo(Outcome.MOUNTED);
    assertThat(next.asked()).containsExactly(MOUNT);
  }

  @Test
  void useTheSessionOfARegistryThatDoesNotMount() throws Exception {
    next.answers(202, "", "Location", "/v2/up/1").answers(201, "");

    assertThat(bringOrMount()).isEqualTo(Outcome.UPLOADED);
    assertThat(next.asked()).containsExactly(MOUNT, "PUT https://r.test/v2/up/1?digest=DIGEST");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405})
  void beginWhereMountingIsRefused(int status) throws Exception {
    next.answers(status, "").answers(202, "", "Location", "/v2/up/1").answers(201, "");

    assertThat(bringOrMount()).isEqualTo(Outcome.UPLOADED);
    assertThat(next.asked())
        .containsExactly(MOUNT, START, "PUT https://r.test/v2/up/1?digest=DIGEST");
  }

  @Test
  void beginAnewWithoutMountingAfterAFailure() throws Exception {
    next.answers(503, "")
        .answers(404, "")
        .answers(202, "", "Location", "/v2/up/2")
        .answers(201, "");

    assertThat(bringOrMount()).isEqualTo(Outcome.UPLOADED);
    assertThat(next.asked())
        .containsExactly(MOUNT, HEAD, START, "PUT https://r.test/v2/up/2?digest=DIGEST");
  }

  @Test
  void haveArrivedAlthoughTheAnswerWasLost() throws Exception {
    next.answers(202, "", "Location", "/v2/up/1")
        .fails(new SocketException("reset"))
        .answers(200, "");

    assertThat(bring()).isEqualTo(Outcome.UPLOADED);
    assertThat(next.asked()).last().isEqualTo(HEAD);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409})
  void areRefusedForWhatIsThere(int status) throws Exception {
    next.answers(202, "", "Location", "/v2/up/1").answers(status, "").answers(200, "");

    assertThat(bring()).isEqualTo(Outcome.ALREADY_THERE);
    assertThat(next.asked()).last().isEqualTo(HEAD);
  }

  @Test
  void areRefusedForWhatIsNotThere() {
    next.answers(202, "", "Location", "/v2/up/1")
        .refuses(400, "DIGEST_INVALID", "no")
        .answers(404, "");

    assertThatThrownBy(this::bring)
        .hasMessage("PUT https://r.test/v2/up/1: 400 (DIGEST_INVALID: no).");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 413})
  void areRefusedWithoutAQuestion(int status) {
    next.answers(202, "", "Location", "/v2/up/1").answers(status, "");

    assertThatThrownBy(this::bring).hasMessageStartingWith("PUT https://r.test/v2/up/1: " + status);
  }

  @Test
  void beginAnewWhereTheSessionIsGone() throws Exception {
    next.answers(202, "", "Location", "/v2/up/1")
        .refuses(400, "BLOB_UPLOAD_INVALID", "gone")
        .answers(404, "")
        .answers(202, "", "Location", "/v2/up/2")
        .answers(201, "");

    assertThat(bring()).isEqualTo(Outcome.UPLOADED);
    assertThat(next.asked())
        .containsExactly(
            START,
            "PUT https://r.test/v2/up/1?digest=DIGEST",
            HEAD,
            START,
            "PUT https://r.test/v2/up/2?digest=DIGEST");
  }

  @Test
  void areRefusedBeforeTheyBegin() {
    next.answers(404, "");

    assertThatThrownBy(this::bring)
        .hasMessage(START + ": 404. Check that the repository exists and how it is written.");
  }

  private Outcome bring() throws Exception {
    return uploads.bring(BLOB, () -> new ByteArrayInputStream(BYTES), Optional.empty(), true);
  }

  private Outcome bringOrMount() throws Exception {
    return uploads.bring(
        BLOB, () -> new ByteArrayInputStream(BYTES), Optional.of("lambda/java"), true);
  }
}

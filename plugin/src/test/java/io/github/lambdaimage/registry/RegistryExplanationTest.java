package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryExplanationTest {

  private static final URI BLOB = URI.create("https://r.test:5000/v2/orders/blobs/1?signed=secret");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "302 | It redirects too often, or back to itself: check how the registry is written, and what is before it.",
        "400 | Check that it is a registry, and what is before it.",
        "401 | The registry wants other credentials: add a <server> with <id>r.test:5000</id> to settings.xml, or run 'docker login r.test:5000'.",
        "403 | The credentials for 'r.test:5000' do not allow this: use others, or have access granted.",
        "404 | Check that the repository exists and how it is written.",
        "407 | The proxy wants a user name and password: set them in the <proxy> of settings.xml; for Basic authentication the JDK also needs -Djdk.http.auth.tunneling.disabledSchemes= in MAVEN_OPTS.",
        "413 | The registry, or a proxy before it, does not accept a blob of this size.",
        "418 | Check that it is a registry, and what is before it.",
        "429 | The registry is throttling requests: wait a little, or log in.",
        "499 | Check that it is a registry, and what is before it.",
        "500 | The registry has an internal error: try again later.",
        "507 | The registry has an internal error: try again later.",
      })
  void saysWhatHelps(int status, String advice) throws Exception {
    assertThat(explained(status, ""))
        .hasMessage("GET https://r.test:5000/v2/orders/blobs/1: " + status + ". " + advice);
  }

  @Test
  void leavesItToTheRegistryToSayWhatIsWrong() throws Exception {
    assertThat(
            explained(400, "{\"errors\":[{\"code\":\"NAME_INVALID\",\"message\":\"too long\"}]}"))
        .hasMessage("GET https://r.test:5000/v2/orders/blobs/1: 400 (NAME_INVALID: too long).");
  }

  @Test
  void saysWhatTheRegistrySays() throws Exception {
    RegistryException explained =
        explained(
            400,
            "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"is \\n immutable\"},{\"code\":\"X\"}]}",
            "Retry-After",
            "3");

    assertThat(explained)
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 400 (TAG_INVALID: is immutable). The tag names another image, and the repository's tags are immutable: raise the version, or list another tag in <tags>.");
    assertThat(explained.answer())
        .isEqualTo(
            new RegistryException.Answer(
                RegistryHost.parse("r.test:5000"),
                "GET /v2/orders/blobs/1",
                400,
                "TAG_INVALID",
                "is immutable",
                "3"));
    assertThat(explained.status()).isEqualTo(400);
    assertThat(explained.code()).isEqualTo("TAG_INVALID");
    assertThat(explained.retryAfter()).isEqualTo("3");
  }

  @Test
  void quotesTheBeginningOfAnythingElse() throws Exception {
    assertThat(explained(418, " <html>\n\n  a  teapot "))
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 418 (<html> a teapot). Check that it is a registry, and what is before it.");
    assertThat(explained(418, "x".repeat(500))).hasMessageContaining("(" + "x".repeat(500) + ")");
    assertThat(explained(418, "x".repeat(500) + "y"))
        .hasMessageContaining("(" + "x".repeat(500) + "…)");
    assertThat(explained(418, "{\"errors\":[]}").code()).isEmpty();
    assertThat(explained(418, "").retryAfter()).isEmpty();
    assertThat(explained(418, "{\"errors\":[{}]}"))
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 418. Check that it is a registry, and what is before it.");
  }

  @Test
  void keepsTheTerminalFromWhatARegistrySays() throws Exception {
    RegistryException explained =
        explained(
            400,
            "{\"errors\":[{\"code\":\"A\\u001b[2J"
                + "B".repeat(100)
                + "\",\"message\":\"\\u001b]0;title\\u0007 \\u202e no\"}]}");

    assertThat(explained)
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 400 (A [2J"
                + "B".repeat(55)
                + "…: ]0;title no).");
    assertThat(
            RegistryExplanation.of(
                request("/v2/a%1b%5b2J%0a" + "x".repeat(600)), new IOException()))
        .hasMessageContaining("/v2/a [2J xx")
        .hasMessageNotContaining("\u001b")
        .hasMessageNotContaining("x".repeat(513));
  }

  @Test
  void doesNotShowTheLoginThatARegistryRepeats() throws Exception {
    String basic = new Credential("me", "open sesame").basic();
    String said = "headers: [Authorization: " + basic + "], open sesame, open+sesame";
    String token = "Bearer abc.def-ghi";

    for (int status : new int[] {400, 401, 403, 500}) {
      assertThat(explained(shown(basic), status, said))
          .hasMessageContaining(": " + status + " (headers: [Authorization: Basic …], …, …)");
      assertThat(explained(shown(token), status, "no " + token + " abc.def-ghi"))
          .hasMessageContaining(": " + status + " (no Bearer … …)");
    }
    // Short words are in other words as well.
    assertThat(explained(shown(new Credential("me", "no").basic()), 400, "not known"))
        .hasMessageContaining("(not known)");
  }

  @Test
  void namesWhoRefusesWhereTheRegistryLeads() throws Exception {
    Response response =
        new ScriptedExchange()
            .answers(403, "<Code>AccessDenied</Code>")
            .send(request("/v2/orders/blobs/1").to(URI.create("https://s3.test/1?signed")));

    RegistryException explained = RegistryExplanation.of(Request.get(BLOB), response);

    assertThat(explained)
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 403 from 's3.test' (<Code>AccessDenied</Code>). The registry 'r.test:5000' redirects there: try again. If it stays, have whoever runs the registry look.");
  }

  @ParameterizedTest
  @CsvSource({"400, MANIFEST_BLOB_UNKNOWN", "404, BLOB_UNKNOWN"})
  void saysThatARegistryHasLostABlob(int status, String code) throws Exception {
    Request put =
        Request.put(
            URI.create("https://r.test/v2/orders/manifests/1"), Request.Body.of(new byte[1]));

    assertThat(
            RegistryExplanation.of(
                put, new ScriptedExchange().refuses(status, code, "sha256:12").send(put)))
        .hasMessage(
            "PUT https://r.test/v2/orders/manifests/1: "
                + status
                + " ("
                + code
                + ": sha256:12). The registry does not have what it names: try again. If it stays, its storage has lost something: have whoever runs it look, or take another repository.");
  }

  @Test
  void saysNothingOfABodyThatBreaksOff() throws Exception {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThat(
            RegistryExplanation.of(
                Request.get(BLOB),
                new Response(Request.get(BLOB), 418, name -> null, broken, () -> {})))
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 418. Check that it is a registry, and what is before it.");
  }

  @ParameterizedTest
  @MethodSource
  void saysWhyThereIsNoAnswer(IOException failure, String why, String advice) {
    RegistryException explained = RegistryExplanation.of(Request.head(BLOB), failure);

    assertThat(explained)
        .hasMessage(
            "The registry 'r.test:5000' cannot be reached (HEAD https://r.test:5000/v2/orders/blobs/1): "
                + why
                + ". "
                + advice)
        .hasCause(failure);
    assertThat(explained.answer()).isNull();
    assertThat(explained.status()).isZero();
    assertThat(explained.code()).isEmpty();
    assertThat(explained.retryAfter()).isEmpty();
  }

  static Stream<Arguments> saysWhyThereIsNoAnswer() {
    return Stream.of(
        Arguments.of(
            new UnknownHostException("r.test"),
            "no such host",
            "Check how the registry is written, and whether a <proxy> is needed in settings.xml. 'r.test:5000' was read as a registry because it stands before the first '/' and has a '.' or ':'; the name of a repository in Amazon ECR has neither there."),
        Arguments.of(
            new ConnectException("Connection refused"),
            "Connection refused",
            "Check host and port, and that the registry runs."),
        Arguments.of(
            new NoRouteToHostException("No route"),
            "No route",
            "Check host and port, and that the registry runs."),
        Arguments.of(
            new SocketTimeoutException("Read timed out"),
            "no answer in time",
            "Check the network, and try again."),
        Arguments.of(
            new SSLException("no trust", new CertificateException()),
            "TLS failed: no trust",
            "Have the JDK trust the registry's certificate, or list 'r.test:5000' in <insecureRegistries>."),
        Arguments.of(
            new IOException("Broken pipe"),
            "the connection broke: Broken pipe",
            "Check the network, and try again."),
        Arguments.of(
            new ConnectException(),
            "no connection",
            "Check host and port, and that the registry runs."),
        Arguments.of(
            new EOFException(" "), "the connection broke", "Check the network, and try again."),
        Arguments.of(
            new SSLException("said\r\n\u001b[2J" + "x".repeat(600)),
            "TLS failed: said [2J" + "x".repeat(492) + "…",
            "What listens at 'r.test:5000' does not speak TLS as a registry does: check host and port; if it speaks plain HTTP, list it in <insecureRegistries>."),
        Arguments.of(
            new IOException(), "the connection broke", "Check the network, and try again."));
  }

  @Test
  void saysWhatElseBreaksAnUpload() {
    assertThat(
            RegistryExplanation.of(
                Request.put(BLOB, Request.Body.of(new byte[1])), new IOException("Broken pipe")))
        .hasMessageEndingWith(
            "Broken pipe. Check the network; a registry, or a proxy before it, also hangs up on a blob that is too large for it.");
  }

  @Test
  void canBeSaidBetter() throws Exception {
    RegistryException explained = explained(403, "no");

    RegistryException better = explained.advising("Ask Bob.");

    assertThat(better)
        .hasMessage("GET https://r.test:5000/v2/orders/blobs/1: 403 (no). Ask Bob.")
        .hasCause(explained);
    assertThat(better.answer()).isEqualTo(explained.answer());
    assertThat(explained.noting(" (tried 2 times)").advising("Ask Bob."))
        .hasMessage(
            "GET https://r.test:5000/v2/orders/blobs/1: 403 (no) (tried 2 times). Ask Bob.");
  }

  private static Request request(String path) {
    return Request.get(URI.create("https://r.test:5000" + path));
  }

  private static Request shown(String login) {
    return Request.get(BLOB).with("Authorization", login);
  }

  private static RegistryException explained(Request sent, int status, String body)
      throws IOException {
    return RegistryExplanation.of(
        Request.get(BLOB), new ScriptedExchange().answers(status, body).send(sent));
  }

  private static RegistryException explained(int status, String body, String... headers)
      throws IOException {
    Request request = Request.get(BLOB);
    return RegistryExplanation.of(
        request, new ScriptedExchange().answers(status, body, headers).send(request));
  }
}

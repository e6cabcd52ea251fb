package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.registry.RegistryException.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLException;

/** Explains a registry's answers, and failures to get one. */
final class RegistryExplanation {

  private static final String LOST_BLOB =
      "The registry does not have what it names: try again. If it stays, its storage has lost something: have whoever runs it look, or take another repository.";

  private static final int LONGEST_QUOTE = 500;
  private static final int LONGEST_CODE = 60;

  private RegistryExplanation() {}

  /**
   * The failure that an answer stands for; reads the answer's body.
   *
   * @param asked the request to name in the message
   * @param secrets that the answer may repeat, besides the request's login
   */
  static RegistryException of(Request asked, Response response, String... secrets) {
    Answer answer = answer(asked, response, secrets);
    RegistryHost registry = RegistryHost.of(asked.uri());
    boolean elsewhere = !answer.registry().equals(registry);
    String said = answer.code().isEmpty() ? "" : answer.code() + ": ";
    said += answer.message();
    return new RegistryException(
        asked
            + ": "
            + answer.status()
            + (elsewhere ? " from '" + answer.registry() + "'" : "")
            + (said.isEmpty() ? "" : " (" + said + ")"),
        elsewhere
            ? "The registry '%s' redirects there: try again. If it stays, have whoever runs the registry look."
                .formatted(registry)
            : advice(registry, answer),
        answer);
  }

  /**
   * What to do about a refusal.
   *
   * @param registry that the credentials are for, wherever the answer came from
   */
  static String advice(RegistryHost registry, Answer answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 ->
          "It redirects too often, or back to itself: check how the registry is written, and what is before it.";
      case 400 ->
          answer.code().equals("TAG_INVALID")
              ? "The tag names another image, and the repository's tags are immutable: raise the version, or list another tag in <tags>."
              : Manifests.missesBlob(answer.code()) ? LOST_BLOB : stranger(answer);
      case 401 ->
          "The registry wants other credentials: add a <server> with <id>%s</id> to settings.xml, or run 'docker login %s'."
              .formatted(registry, registry);
      case 403 ->
          "The credentials for '%s' do not allow this: use others, or have access granted."
              .formatted(registry);
      case 404 ->
          Manifests.missesBlob(answer.code())
              ? LOST_BLOB
              : "Check that the repository exists and how it is written.";
      case 407 ->
          "The proxy wants a user name and password: set them in the <proxy> of settings.xml; for Basic authentication the JDK also needs -Djdk.http.auth.tunneling.disabledSchemes= in MAVEN_OPTS.";
      case 413 -> "The registry, or a proxy before it, does not accept a blob of this size.";
      case 429 -> "The registry is throttling requests: wait a little, or log in.";
      default ->
          answer.status() >= 500
              ? "The registry has an internal error: try again later."
              : stranger(answer);
    };
  }

  /**
   * Says that the answer may come from something else: registries say what is wrong with a request.
   */
  private static String stranger(Answer answer) {
    return answer.code().isEmpty() ? "Check that it is a registry, and what is before it." : "";
  }

  /**
   * The failure to get an answer.
   *
   * @param sent the request without an answer: the original one, or where it was redirected to
   */
  static RegistryException of(Request asked, Request sent, IOException e) {
    RegistryHost registry = RegistryHost.of(asked.uri());
    RegistryHost host = RegistryHost.of(sent.uri());
    return host.equals(registry)
        ? of(asked, e)
        : of("'" + host + "', where the registry '" + registry + "' leads to,", sent, e);
  }

  /** The failure to get an answer. */
  static RegistryException of(Request request, IOException e) {
    return of(name(RegistryHost.of(request.uri())), request, e);
  }

  private static String name(RegistryHost registry) {
    return "The registry '" + registry + "'";
  }

  /** The failure to get an answer, with a name for the other side. */
  static RegistryException of(String who, Request request, IOException e) {
    RegistryHost host = RegistryHost.of(request.uri());
    String why = "the connection broke" + reason(e);
    String advice =
        request.method().equals("PUT")
            ? "Check the network; a registry, or a proxy before it, also hangs up on a blob that is too large for it."
            : "Check the network, and try again.";
    if (e instanceof UnknownHostException) {
      why = "no such host";
      advice = unknown(who, host);
    } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      why = message(e).isEmpty() ? "no connection" : message(e);
      advice = "Check host and port, and that the registry runs.";
    } else if (e instanceof SocketTimeoutException) {
      why = "no answer in time";
    } else if (e instanceof SSLException tls) {
      why = "TLS failed" + reason(e);
      advice = TlsFailure.advice(host, tls);
    }
    return new RegistryException(
        "%s cannot be reached (%s): %s".formatted(who, request, why), advice, e);
  }

  /** An unknown host may be a repository's name with a dot, such as a group id. */
  private static String unknown(String who, RegistryHost host) {
    return who.equals(name(host))
        ? "Check how the registry is written, and whether a <proxy> is needed in settings.xml. '%s' was read as a registry because it stands before the first '/' and has a '.' or ':'; the name of a repository in Amazon ECR has neither there."
            .formatted(host)
        : "Check the network, and whether a <proxy> is needed in settings.xml.";
  }

  private static String reason(Exception e) {
    return message(e).isEmpty() ? "" : ": " + message(e);
  }

  /** The JDK's message, which may be missing, or contain text of the other side. */
  private static String message(Exception e) {
    return e.getMessage() == null ? "" : Quotation.of(e.getMessage(), LONGEST_QUOTE);
  }

  /** The code and message of the registry's error document, or the beginning of the body. */
  private static Answer answer(Request asked, Response response, String... secrets) {
    byte[] body = body(response);
    String code = "";
    String message = new String(body, StandardCharsets.UTF_8);
    try {
      List<JsonObject> errors =
          body.length == 0 ? List.of() : JsonObject.parse(body, "The answer").objects("errors");
      if (!errors.isEmpty()) {
        code = errors.get(0).text("code", "");
        message = errors.get(0).text("message", "");
      }
    } catch (LambdaImageException e) {
      // Not the distribution protocol's error document; a proxy may have answered. Quote it.
    }
    String retryAfter = response.header("Retry-After");
    Request sent = response.request();
    return new Answer(
        RegistryHost.of(sent.uri()),
        asked.method() + " " + asked.uri().getPath(),
        response.status(),
        Quotation.of(Credential.hide(sent.withoutSecrets(code), secrets), LONGEST_CODE),
        Quotation.of(Credential.hide(sent.withoutSecrets(message), secrets), LONGEST_QUOTE),
        retryAfter == null ? "" : retryAfter);
  }

  private static byte[] body(Response response) {
    try {
      return response.bytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}

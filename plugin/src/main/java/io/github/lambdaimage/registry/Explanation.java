package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
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

/** Puts a registry's answers, and the lack of one, into words that help. */
final class Explanation {

  private static final int LONGEST_QUOTE = 500;

  private Explanation() {}

  /** The failure that an answer stands for; reads the answer's body. */
  static RegistryException of(Request request, Response response) {
    Answer answer = answer(request, response);
    String said = answer.code().isEmpty() ? "" : answer.code() + ": ";
    said += answer.message();
    return new RegistryException(
        request + ": " + response.status() + (said.isEmpty() ? "" : " (" + said + ")"),
        advice(answer.registry(), answer),
        answer);
  }

  /**
   * What to do about a refusal.
   *
   * @param registry that the credentials are for, wherever the answer came from
   */
  static String advice(RegistryHost registry, Answer answer) {
    return switch (answer.status()) {
      case 400 ->
          answer.code().equals("TAG_INVALID")
              ? "The tag names another image, and the repository's tags are immutable: raise the version, or list another tag in <tags>."
              : "";
      case 401 ->
          "The registry wants other credentials: add a <server> with <id>%s</id> to settings.xml, or run 'docker login %s'."
              .formatted(registry, registry);
      case 403 ->
          "The credentials for '%s' do not allow this: use others, or have access granted."
              .formatted(registry);
      case 404 -> "Check that the repository exists and how it is written.";
      case 407 ->
          "The proxy wants a user name and password: set them in the <proxy> of settings.xml; for Basic authentication the JDK also needs -Djdk.http.auth.tunneling.disabledSchemes= in MAVEN_OPTS.";
      case 413 -> "The registry, or a proxy before it, takes no blob of this size.";
      case 429 -> "The registry takes fewer requests than that: wait a little, or log in.";
      default -> answer.status() >= 500 ? "The registry has trouble: try later." : "";
    };
  }

  /** The failure that the lack of an answer stands for. */
  static RegistryException of(Request request, IOException e) {
    RegistryHost registry = RegistryHost.of(request.uri());
    String why = "the connection broke: " + message(e);
    String advice =
        request.method().equals("PUT")
            ? "Check the network; a registry, or a proxy before it, also hangs up on a blob that is too large for it."
            : "Check the network, and try again.";
    if (e instanceof UnknownHostException) {
      why = "no such host";
      advice =
          "Check how the registry is written, and whether a <proxy> is needed in settings.xml.";
    } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      why = message(e);
      advice = "Check host and port, and that the registry runs.";
    } else if (e instanceof SocketTimeoutException) {
      why = "no answer in time";
    } else if (e instanceof SSLException tls) {
      why = "TLS failed: " + message(e);
      advice = TlsFailure.advice(registry, tls);
    }
    return new RegistryException(
        "The registry '%s' cannot be reached (%s): %s".formatted(registry, request, why),
        advice,
        e);
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The code and message of the registry's error document, or the beginning of what it is. */
  private static Answer answer(Request request, Response response) {
    byte[] body = body(response);
    String code = "";
    String message = new String(body, StandardCharsets.UTF_8);
    try {
      List<JsonObject> errors =
          body.length == 0 ? List.of() : JsonObject.parse(body, "The answer").objects("errors");
      if (!errors.isEmpty()) {
        code = String.valueOf(errors.get(0).text("code"));
        message = String.valueOf(errors.get(0).text("message"));
      }
    } catch (LambdaImageException e) {
      // Not the distribution protocol's error document; a proxy may have answered. Quote it.
    }
    String line = message.replaceAll("\\s+", " ").strip();
    String retryAfter = response.header("Retry-After");
    return new Answer(
        RegistryHost.of(request.uri()),
        request.method() + " " + request.uri().getPath(),
        response.status(),
        code,
        line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) : line,
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

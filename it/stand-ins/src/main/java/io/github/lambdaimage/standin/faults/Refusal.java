package io.github.lambdaimage.standin.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.lambdaimage.standin.ecr.Account;
import io.github.lambdaimage.standin.registry.RegistryException;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;

/** Errors that a registry, or what stands before it, answers. */
final class Refusal {

  private static final String HTML =
      """
      <html>
      <head><title>502 Bad Gateway</title></head>
      <body>
      <center><h1>502 Bad Gateway</h1></center>
      </body>
      </html>
      """;

  private Refusal() {}

  static Response tooManyRequests() {
    return error(429, "TOOMANYREQUESTS", "Rate exceeded").header("Retry-After", "1");
  }

  /** The answer of a load balancer, which knows nothing of registries. */
  static Response badGateway() {
    return Response.of(502).bytes("text/html", HTML.getBytes(US_ASCII));
  }

  static Response expiredToken() {
    return error(
        403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
  }

  static Response denied(Request request) {
    Target target = Target.of(request).orElseThrow();
    String resource = Account.USUAL.arn(target.repository());
    String message = Account.USUAL.refusal(target.action(request.method()), resource);
    return error(403, "DENIED", message);
  }

  static Response severalChallenges() {
    Response response =
        error(401, "UNAUTHORIZED", "Not Authorized")
            .header("WWW-Authenticate", "Bearer realm=\"/token\",service=\"ecr\", Negotiate");
    response.headers().add("WWW-Authenticate", "Basic realm=\"https://ecr.test/\"");
    return response;
  }

  /** Behind such an answer, the server reads nothing more. */
  static Response early(Response answer) {
    return answer.header("Connection", "close");
  }

  static Response error(int status, String code, String message) {
    return new RegistryException(status, code, message).response();
  }
}

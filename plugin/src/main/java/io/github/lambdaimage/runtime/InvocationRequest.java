package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.message.Quotation;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to invoke the function, checked as Lambda's API does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
record InvocationRequest(InvocationType type, Invocation invocation) {

  private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final int LONGEST_CONTEXT = 3583;
  private static final int LONGEST_SHOWN = 80;
  private static final String INVALID = "InvalidRequestContentException";

  /**
   * Reads a request.
   *
   * @throws RefusedRequest when Lambda would not invoke the function with it
   */
  static InvocationRequest read(HttpExchange exchange) throws IOException, RefusedRequest {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new RefusedRequest(
          405, "MethodNotAllowedException", "A function is invoked with POST, and nothing else.");
    }
    InvocationType type =
        InvocationType.of(LoopbackServer.header(exchange, "X-Amz-Invocation-Type"));
    Payload event = event(exchange, type);
    Invocation invocation =
        new Invocation(
            requestId(LoopbackServer.header(exchange, "X-Amzn-RequestId")),
            event,
            clientContext(LoopbackServer.header(exchange, "X-Amz-Client-Context")),
            cognitoIdentity(LoopbackServer.header(exchange, "X-Amz-Cognito-Identity")),
            LoopbackServer.header(exchange, "X-Amzn-Trace-Id"),
            LoopbackServer.header(exchange, "X-Amz-Tenant-Id"),
            LoopbackServer.header(exchange, "X-Amz-Log-Type").filter("Tail"::equals).isPresent());
    return new InvocationRequest(type, invocation);
  }

  /** The event; an empty one is allowed, as in AWS's emulator. */
  private static Payload event(HttpExchange exchange, InvocationType type)
      throws IOException, RefusedRequest {
    Payload event = Payload.of(exchange.getRequestBody().readNBytes(type.limit() + 1));
    if (event.size() > type.limit()) {
      throw new RefusedRequest(
          413,
          "RequestEntityTooLargeException",
          "Request must be smaller than %s bytes for the InvokeFunction operation"
              .formatted(type.limit()));
    }
    if (event.size() > 0) {
      checkJson(event.bytes(), "Could not parse request body into json: ");
    }
    return event;
  }

  private static String requestId(Optional<String> header) throws RefusedRequest {
    if (header.isPresent() && !REQUEST_ID.matcher(header.get()).matches()) {
      throw new RefusedRequest(
          400,
          INVALID,
          "X-Amzn-RequestId '%s' is not a valid request id: letters, digits and '-', at most 64."
              .formatted(Quotation.of(header.get(), LONGEST_SHOWN)));
    }
    return header.orElseGet(Invocation::newRequestId);
  }

  private static Optional<String> clientContext(Optional<String> header) throws RefusedRequest {
    if (header.isEmpty()) {
      return header;
    }
    if (header.get().length() > LONGEST_CONTEXT) {
      throw new RefusedRequest(
          400,
          INVALID,
          "X-Amz-Client-Context has %s characters; Lambda takes %s at most."
              .formatted(header.get().length(), LONGEST_CONTEXT));
    }
    try {
      byte[] context = Base64.getDecoder().decode(header.get());
      checkJson(context, "Client context must be a valid Base64-encoded JSON object: ");
      return Optional.of(new String(context, UTF_8));
    } catch (IllegalArgumentException e) {
      throw new RefusedRequest(
          400, INVALID, "Client context must be a valid Base64-encoded JSON object.");
    }
  }

  private static Optional<String> cognitoIdentity(Optional<String> header) throws RefusedRequest {
    if (header.isEmpty()) {
      return header;
    }
    byte[] identity = header.get().getBytes(ISO_8859_1);
    checkJson(identity, "X-Amz-Cognito-Identity is not JSON: ");
    return Optional.of(new String(identity, UTF_8));
  }

  private static void checkJson(byte[] bytes, String sentence) throws RefusedRequest {
    Optional<String> fault = JsonText.fault(bytes);
    if (fault.isPresent()) {
      throw new RefusedRequest(400, INVALID, sentence + fault.get() + ".");
    }
  }
}

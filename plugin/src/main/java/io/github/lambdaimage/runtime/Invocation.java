package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a function.
 *
 * @param requestId unique
 * @param event for the handler
 * @param clientContext the caller's JSON
 * @param cognitoIdentity JSON that names the caller of a mobile app
 * @param traceId of X-Ray
 * @param tenantId for a function with tenant isolation
 * @param wantsLog whether the response includes what the function printed
 */
public record Invocation(
    String requestId,
    Payload event,
    Optional<String> clientContext,
    Optional<String> cognitoIdentity,
    Optional<String> traceId,
    Optional<String> tenantId,
    boolean wantsLog) {

  /**
   * An invocation with nothing but an event.
   *
   * @throws LambdaImageException when the event is too large for Lambda
   */
  public static Invocation of(Payload event) throws LambdaImageException {
    if (event.size() > Payload.REQUEST_LIMIT) {
      throw new LambdaImageException(
          "The event has %s bytes; Lambda takes 6 MiB (%s bytes) at most. Use a smaller one."
              .formatted(event.size(), Payload.REQUEST_LIMIT));
    }
    return new Invocation(
        newRequestId(),
        event,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The same, whose answer comes after what the function prints, and includes it. */
  public Invocation withLog() {
    return new Invocation(
        requestId, event, clientContext, cognitoIdentity, traceId, tenantId, true);
  }

  static String newRequestId() {
    return UUID.randomUUID().toString();
  }
}

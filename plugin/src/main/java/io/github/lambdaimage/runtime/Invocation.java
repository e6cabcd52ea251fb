package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a function is called with.
 *
 * @param requestId unique
 * @param event what the handler gets
 * @param clientContext JSON of the caller's
 * @param traceId of X-Ray
 * @param tenantId of a function that keeps its tenants apart
 */
public record Invocation(
    String requestId,
    Payload event,
    Optional<String> clientContext,
    Optional<String> traceId,
    Optional<String> tenantId) {

  /**
   * An invocation with nothing but an event.
   *
   * @throws LambdaImageException when the event is too large for Lambda
   */
  public static Invocation of(Payload event) throws LambdaImageException {
    if (event.isTooLarge()) {
      throw new LambdaImageException(
          "The event has %s bytes; Lambda takes 6 MiB (%s bytes) at most. Use a smaller one."
              .formatted(event.size(), Payload.LIMIT));
    }
    return of(event, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Invocation of(
      Payload event,
      Optional<String> clientContext,
      Optional<String> traceId,
      Optional<String> tenantId) {
    return new Invocation(UUID.randomUUID().toString(), event, clientContext, traceId, tenantId);
  }
}

package io.github.lambdaimage.standin.registry;

import java.io.IOException;

/**
 * Answers a request; one endpoint can stand before another to add authentication or faults.
 *
 * <p>Throwing an {@link IOException} closes the connection without an answer, as a broken network
 * does.
 */
@FunctionalInterface
public interface Endpoint {

  Response answer(Request request) throws IOException;
}

package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * How a runtime starts on this machine. Whatever starts, it asks the plugin's Runtime API for its
 * invocations, so that all ways behave alike.
 */
public interface Launch extends AutoCloseable {

  /** The function's identity, from its environment. */
  FunctionIdentity identity();

  /**
   * The names of this machine with which the runtime reaches the Runtime API, in lower case and
   * without a port, if they are not the loopback's: a container has such names.
   */
  default Set<String> hostNames() {
    return Set.of();
  }

  /**
   * Starts the runtime.
   *
   * @param api host and port for {@code AWS_LAMBDA_RUNTIME_API}
   * @param lines receives each printed line, on threads of its own
   * @throws LambdaImageException when it can no longer be started
   */
  RuntimeProcess start(String api, RuntimeOutput lines) throws IOException, LambdaImageException;

  /** The extensions that start beside the runtime. */
  default Extensions extensions() {
    return Extensions.NONE;
  }

  /** The failure to start it, for the user. */
  LambdaImageException failure(IOException why);

  /**
   * How long the runtime may take until it asks for its first event.
   *
   * @param timeout that the user has set for an invocation
   */
  default Duration patience(Duration timeout) {
    return timeout;
  }

  /** How long the runtime and its extensions may take for their end: on Lambda, two seconds. */
  default Duration shutdown() {
    return Duration.ofSeconds(2);
  }

  /**
   * Examines the exit code of what ended before it asked for an event.
   *
   * @throws LambdaImageException when it was not the runtime, which could not be started
   */
  default void exited(int exitCode) throws LambdaImageException {}

  /** Releases what the starts have used; there will be no more. */
  @Override
  default void close() {}
}

package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * How a runtime is started on this machine. Whatever it is that starts, it asks the Runtime API of
 * the plugin for its invocations, so that all forms answer alike.
 */
public interface Launch extends AutoCloseable {

  /** Who the function is, by the environment that it gets. */
  FunctionIdentity identity();

  /**
   * The names of this machine by which the runtime asks the Runtime API, in small letters and
   * without a port, where they are not the loopback's: a container has such.
   */
  default Set<String> hostNames() {
    return Set.of();
  }

  /**
   * Starts the runtime.
   *
   * @param api host and port for {@code AWS_LAMBDA_RUNTIME_API}
   * @param lines takes each line that is printed, on threads of its own
   * @throws LambdaImageException when there is nothing to start any more
   */
  RuntimeProcess start(String api, RuntimeOutput lines) throws IOException, LambdaImageException;

  /** What it starts beside the runtime. */
  default Extensions extensions() {
    return Extensions.NONE;
  }

  /** What to tell a user when it cannot be started. */
  LambdaImageException failure(IOException why);

  /**
   * How long the runtime may take until it asks for its first event.
   *
   * @param timeout that the user has set for an invocation
   */
  default Duration patience(Duration timeout) {
    return timeout;
  }

  /**
   * Looks at the exit code of what ended before it asked for an event.
   *
   * @throws LambdaImageException when it was no runtime that ended, since none could be started
   */
  default void exited(int exitCode) throws LambdaImageException {}

  /** Gives back what the starts have needed; there will be no other. */
  @Override
  default void close() {}
}

package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A start of an image as a program that ends, not as a function. */
public final class ProgramOfImage {

  /** Nothing listens there. */
  private static final String NO_API = "127.0.0.1:1";

  private ProgramOfImage() {}

  /**
   * Runs it.
   *
   * @param lines receives each line that it prints
   * @return its exit status
   * @throws LambdaImageException when it cannot be started, or was killed
   */
  public static int run(Launch launch, Duration deadline, Consumer<String> lines)
      throws LambdaImageException, InterruptedException {
    RuntimeProcess process;
    try {
      process = launch.start(NO_API, lines::accept);
    } catch (IOException e) {
      throw launch.failure(e);
    }
    AtExit exit = AtExit.run(process::close);
    try {
      process.onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return process.exitCode();
    } catch (TimeoutException | ExecutionException e) {
      throw new LambdaImageException(
          "A program of the image was not done after %s minutes. Run it again on a machine that is less busy."
              .formatted(deadline.toMinutes()),
          e);
    } finally {
      exit.close();
    }
  }
}

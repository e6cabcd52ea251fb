package io.github.lambdaimage.runtime;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.function.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The function in a container, with the real base and AWS's emulator in it. */
public final class EngineFunction implements LocalFunction {

  private final ContainerEngine engine;
  private final ContainerRun settings;
  private final Path archive;
  private final Consumer<String> output;
  private volatile @Nullable RunningContainer container;

  /**
   * A function that does not run yet.
   *
   * @param archive with the image
   * @param output takes each line that the container prints
   * @throws LambdaImageException when no engine is on the host's {@code PATH}
   */
  public EngineFunction(
      RuntimeHost host, ContainerRun settings, Path archive, Consumer<String> output)
      throws LambdaImageException {
    this.engine =
        ContainerEngine.find(host.variables())
            .orElseThrow(
                () ->
                    new LambdaImageException(
                        "No container engine is on the PATH. Install one of %s."
                            .formatted(String.join(", ", ContainerEngine.NAMES))));
    this.settings = settings;
    this.archive = archive;
    this.output = output;
  }

  @Override
  public synchronized Duration start() throws LambdaImageException, InterruptedException {
    close();
    engine.run("load", "-i", archive.toString());
    long started = System.nanoTime();
    try {
      RunningContainer running = RunningContainer.start(engine, settings, output);
      container = running;
      running.awaitReady();
    } catch (IOException e) {
      close();
      throw new LambdaImageException(
          "The container cannot be started by '%s': %s. See that the engine runs, and that it can run %s."
              .formatted(engine.program(), Reason.of(e), settings.platform()),
          e);
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  @Override
  public synchronized Answer invoke(Invocation invocation)
      throws LambdaImageException, InterruptedException {
    RunningContainer running = container;
    if (running == null) {
      start();
      running = container;
    }
    if (running == null) {
      throw new LambdaImageException("The container was ended. Start it again.");
    }
    try {
      return running.invoke(invocation);
    } catch (IOException e) {
      close();
      throw new LambdaImageException(
          "The container does not answer: %s. Its output above tells why.".formatted(Reason.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    RunningContainer running = container;
    if (running != null) {
      container = null;
      running.close();
      removeImage();
    }
  }

  private void removeImage() {
    try {
      engine.run("rmi", settings.image());
    } catch (LambdaImageException e) {
      output.accept(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

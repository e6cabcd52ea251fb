package io.github.lambdaimage.runtime;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The function in a container, with the real base and AWS's emulator in it. */
public final class EngineFunction implements LocalFunction {

  private final ContainerEngine engine;
  private final ContainerRun settings;
  private final Consumer<String> output;
  private volatile @Nullable RunningContainer container;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtExit exit = AtExit.run(this::end);

  private EngineFunction(ContainerEngine engine, ContainerRun settings, Consumer<String> output) {
    this.engine = engine;
    this.settings = settings;
    this.output = output;
  }

  /**
   * A function that does not run yet; its engine has the image.
   *
   * @param archive with the image under the name that the settings say; of no more use afterwards
   * @param output takes each line that the container prints
   * @throws LambdaImageException when the engine does not take the image
   */
  public static EngineFunction load(
      ContainerEngine engine, ContainerRun settings, Path archive, Consumer<String> output)
      throws LambdaImageException {
    // Before the engine begins: it may have the image already when Maven is told to end.
    EngineFunction function = new EngineFunction(engine, settings, output);
    try {
      var unused = engine.load(archive, List.of(settings.image()), settings.architecture());
    } catch (LambdaImageException e) {
      function.closed.set(true);
      function.close();
      throw e;
    }
    if (function.closed.get()) {
      function.removeImage();
      throw new LambdaImageException("Maven was told to end. Start it again.");
    }
    return function;
  }

  @Override
  public FunctionIdentity identity() {
    return FunctionIdentity.DEFAULT;
  }

  @Override
  public synchronized Duration start() throws LambdaImageException, InterruptedException {
    return started().age();
  }

  @Override
  public synchronized Answer invoke(Invocation invocation)
      throws LambdaImageException, InterruptedException {
    RunningContainer current = container;
    RunningContainer running = current == null ? started() : current;
    try {
      return running.invoke(invocation);
    } catch (IOException e) {
      stop();
      throw new LambdaImageException(
          "The container does not answer: %s. Its output above tells why.".formatted(Reason.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    exit.close();
    end();
  }

  private void end() {
    boolean before = closed.getAndSet(true);
    stop();
    if (!before) {
      removeImage();
    }
  }

  private void removeImage() {
    try {
      engine.run(List.of("rmi", settings.image()));
    } catch (LambdaImageException e) {
      output.accept(String.valueOf(e.getMessage()));
    }
  }

  private RunningContainer started() throws LambdaImageException, InterruptedException {
    stop();
    if (closed.get()) {
      throw new LambdaImageException("The container was ended. Start it again.");
    }
    try {
      RunningContainer running = RunningContainer.start(engine, settings, output);
      container = running;
      if (closed.get()) {
        stop();
      }
      running.awaitReady();
      return running;
    } catch (IOException e) {
      stop();
      throw new LambdaImageException(
          "The container cannot be started by '%s': %s. See that the engine runs, and that it can run %s."
              .formatted(
                  engine.name(), Reason.of(e), ContainerEngine.platform(settings.architecture())),
          e);
    }
  }

  private void stop() {
    RunningContainer running = container;
    if (running != null) {
      container = null;
      running.close();
    }
  }
}

package io.github.lambdaimage.engine;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An image in an engine for a single run, and its containers: all of it is removed when this is
 * closed, or when Maven is told to end. If Maven was killed, the next run removes it.
 */
public final class RunImage implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;

  private final ContainerEngine engine;
  private final Architecture architecture;
  private final Consumer<String> output;
  private final RunOwner owner = RunOwner.current();
  private final String name = owner.imageName();
  private final Set<String> containers = new LinkedHashSet<>();
  private final AtExit exit = AtExit.run(this::end);
  private volatile boolean begun;
  private volatile boolean ended;

  /**
   * An image that the engine does not have yet.
   *
   * @param output receives a line if something could not be removed
   */
  public RunImage(ContainerEngine engine, Architecture architecture, Consumer<String> output) {
    this.engine = engine;
    this.architecture = architecture;
    this.output = output;
  }

  /** The {@code repository:tag} that no other run has. */
  public String name() {
    return name;
  }

  public ContainerEngine engine() {
    return engine;
  }

  public Architecture architecture() {
    return architecture;
  }

  /**
   * Loads the image into the engine.
   *
   * @param archive with the image under {@link #name}; no longer needed afterwards
   * @throws LambdaImageException when the engine refuses it
   */
  public void load(Path archive) throws LambdaImageException {
    Leftovers.remove(engine);
    begun = true;
    try {
      var unused = engine.load(archive, List.of(name), architecture);
    } catch (LambdaImageException e) {
      // Where the end of Maven ended the engine's client, the engine may go on without it.
      ended = exit.cancel();
      throw e;
    }
    // The engine may have had it only after the end.
    if (ended) {
      removeImage();
      throw new LambdaImageException("Maven was told to end. Start it again.");
    }
  }

  /**
   * A name for a container that is about to start.
   *
   * @throws LambdaImageException after the end
   */
  public synchronized String newContainer() throws LambdaImageException {
    if (ended) {
      throw new LambdaImageException("The container was ended. Start it again.");
    }
    String container = owner.containerName();
    containers.add(container);
    return container;
  }

  /** Removes a container, whether it runs, has ended or never existed. */
  public synchronized void remove(String container) {
    if (containers.remove(container)) {
      try {
        var unused = engine.run(List.of("rm", "-f", container));
      } catch (LambdaImageException e) {
        awaitRemoval(container);
      }
    }
  }

  /**
   * Waits for the removal: an engine that is already removing an ended container refuses to do it
   * again.
   */
  private void awaitRemoval(String container) {
    List<String> look =
        List.of("ps", "-a", "--filter", "name=" + container, "--format", "{{.Names}}");
    long start = System.nanoTime();
    try {
      while (!engine.run(look).isBlank()
          && System.nanoTime() - start < engine.timeouts().command().toNanos()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (LambdaImageException e) {
      // The next run tries again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    exit.close();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    List.copyOf(containers).forEach(this::remove);
    if (begun) {
      removeImage();
    }
  }

  private void removeImage() {
    try {
      var unused = engine.run(List.of("rmi", name));
    } catch (LambdaImageException e) {
      output.accept(String.valueOf(e.getMessage()));
    }
  }
}

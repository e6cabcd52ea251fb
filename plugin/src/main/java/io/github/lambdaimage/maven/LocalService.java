package io.github.lambdaimage.maven;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.LocalEndpoint;
import io.github.lambdaimage.runtime.LocalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The function behind its URL, replaced when the project changes. */
final class LocalService implements AutoCloseable {

  private final LocalImage image;
  private final Console console;
  private final CurrentRun run;
  private volatile @Nullable LocalEndpoint endpoint;

  LocalService(LocalImage image, Console console) throws LambdaImageException {
    this.image = image;
    this.console = console;
    this.run = new CurrentRun(image.current());
  }

  /** Opens the port, then starts the function: with a debugger, the start may take long. */
  void start(int port, Optional<Front> front) throws LambdaImageException, InterruptedException {
    LocalEndpoint opened = LocalEndpoint.start(port, run.get().function(), console::info);
    endpoint = opened;
    console.info("Listening on " + opened.url());
    console.info("Try it: curl -d '{}' " + opened.url());
    if (front.isPresent()) {
      opened.behind(front.get());
      console.info("Web, as behind '%s': %s".formatted(front.get(), opened.webUrl()));
    }
    start(run.get().function());
  }

  /** Returns only by throwing. */
  void awaitInterrupt() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Returns only by throwing. */
  void followChanges(ProjectWatch watch) throws LambdaImageException, InterruptedException {
    while (true) {
      boolean ofSources = watch.awaitChange();
      try {
        if (ofSources) {
          watch.compile();
        }
        if (!image.hasClasses()) {
          continue;
        }
        exchange();
      } catch (LambdaImageException e) {
        console.error(e);
        console.info("The function from before the change goes on.");
      }
    }
  }

  @Override
  public void close() {
    LocalEndpoint opened = endpoint;
    if (opened != null) {
      opened.close();
    }
    run.close();
  }

  private void exchange() throws LambdaImageException, InterruptedException {
    LocalEndpoint opened = endpoint;
    if (opened == null) {
      return;
    }
    Optional<LocalRun> changed = image.changed();
    if (changed.isPresent()) {
      LocalRun next = changed.get();
      opened.serve(next.function());
      if (run.exchange(next)) {
        start(next.function());
      }
    }
  }

  private void start(LocalFunction function) throws InterruptedException {
    try {
      Duration duration = function.start();
      console.info("Ready after %s ms; Ctrl-C ends it.".formatted(duration.toMillis()));
    } catch (LambdaImageException e) {
      // Like AWS's emulator, keep the address open: whoever invokes it gets the error.
      console.error(e);
    }
  }
}

package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Blobs that are sent to a destination while the rest of their image is still being built. */
final class EarlyBlobs implements AutoCloseable {

  /** As many as there are open connections. */
  private static final int AT_ONCE = 2;

  private final Map<Digest, Future<Optional<PublishedBlob>>> begun = new LinkedHashMap<>();
  private @Nullable ExecutorService threads;

  /**
   * Begins to send a blob.
   *
   * @param bringing returns nothing if it leaves the blob for later
   */
  synchronized void begin(Digest blob, Callable<Optional<PublishedBlob>> bringing) {
    ExecutorService running = threads;
    if (running == null) {
      running = Executors.newFixedThreadPool(AT_ONCE, Daemon.threads("lambda-image-push"));
      threads = running;
    }
    if (!begun.containsKey(blob)) {
      begun.put(blob, running.submit(bringing));
    }
  }

  /**
   * Waits for everything that was begun.
   *
   * @return what was sent
   * @throws LambdaImageException the first failure, which stops the rest
   */
  synchronized Map<Digest, PublishedBlob> outcomes() throws LambdaImageException {
    Map<Digest, PublishedBlob> brought = new HashMap<>();
    for (Map.Entry<Digest, Future<Optional<PublishedBlob>>> each : begun.entrySet()) {
      Optional<PublishedBlob> published = Pending.outcome(each.getValue());
      if (published.isPresent()) {
        brought.put(each.getKey(), published.get());
      }
    }
    return brought;
  }

  /** Gives up work in progress. */
  @Override
  public synchronized void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}

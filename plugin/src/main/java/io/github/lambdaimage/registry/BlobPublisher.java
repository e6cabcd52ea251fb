package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends blobs to a repository, a few at once. */
final class BlobPublisher {

  /**
   * The number of connections to a host that the JDK keeps open; more would not use the link
   * better.
   */
  private static final int IN_FLIGHT = 4;

  /** Up to this size, in bytes, sending a blob costs as much as asking for it. */
  private static final long SMALL = 64 * 1024;

  private final Repository repository;
  private final Set<Digest> known;
  private final boolean othersAreNew;

  /**
   * A blob and the source of its bytes.
   *
   * @param mountSource a repository of the same registry that has it
   */
  record Source(Descriptor blob, Optional<String> mountSource, Request.Content content) {}

  /**
   * A publisher of blobs.
   *
   * @param known blobs that the repository is known to have
   * @param othersAreNew whether other blobs are probably missing
   */
  BlobPublisher(Repository repository, Set<Digest> known, boolean othersAreNew) {
    this.repository = repository;
    this.known = known;
    this.othersAreNew = othersAreNew;
  }

  /** Publishes all of them; the first failure stops the rest. */
  List<PublishedBlob> publish(List<Source> sources) throws LambdaImageException {
    List<PublishedBlob> published = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(IN_FLIGHT, Daemon.threads("lambda-image-push"));
    try {
      ExecutorCompletionService<PublishedBlob> finished = new ExecutorCompletionService<>(threads);
      List<Future<PublishedBlob>> inOrder = new ArrayList<>();
      for (Source source : sources) {
        inOrder.add(finished.submit(() -> new PublishedBlob(source.blob(), publish(source))));
      }
      for (int i = 0; i < sources.size(); i++) {
        Pending.outcome(finished.take());
      }
      for (Future<PublishedBlob> future : inOrder) {
        published.add(Pending.outcome(future));
      }
      return published;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException("Interrupted while publishing. Run it again.", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Publishes one on the current thread. */
  Outcome publish(Source source) throws LambdaImageException {
    Digest digest = source.blob().digest();
    if (known.contains(digest)) {
      return Outcome.ALREADY_THERE;
    }
    boolean hardlyThere = othersAreNew && source.blob().size() <= SMALL;
    // A mount answers the question too: a registry that has the blob, or can copy it, says
    // "created".
    boolean mounts = source.mountSource().isPresent() && repository.mayMount();
    if (!hardlyThere && !mounts && repository.blobs().has(digest)) {
      return Outcome.ALREADY_THERE;
    }
    return repository
        .uploads()
        .bring(source.blob(), source.content(), source.mountSource(), hardlyThere || !mounts);
  }
}

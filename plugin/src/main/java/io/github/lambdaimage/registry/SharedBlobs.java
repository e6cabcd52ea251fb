package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the functions of one build have brought to registries: a blob that several need goes there
 * once, and is mounted by the others.
 *
 * <p>Whoever needs a blob that another one is just bringing waits. A claim is given for all blobs
 * of an image or for none, so that two images never wait for each other.
 */
public final class SharedBlobs {

  /** A blob at a registry. */
  private record Place(String registry, Digest blob) {}

  private final Map<Place, String> repositories = new HashMap<>();
  private final Set<Place> claimed = new HashSet<>();

  /** The right to bring some blobs; it ends when it is closed. */
  final class Claim implements AutoCloseable {

    private final String registry;
    private final Set<Place> places;

    private Claim(String registry, Set<Place> places) {
      this.registry = registry;
      this.places = places;
    }

    /** Notes that a repository has an image with these blobs: others may mount them from there. */
    void published(String repository, Collection<Digest> blobs) {
      SharedBlobs.this.published(registry, repository, blobs);
    }

    @Override
    public void close() {
      release(places);
    }
  }

  /** Waits until nobody else is bringing any of these blobs to the registry. */
  synchronized Claim claim(String registry, Collection<Digest> blobs) throws LambdaImageException {
    Set<Place> places = new HashSet<>();
    for (Digest blob : blobs) {
      Place place = new Place(registry, blob);
      if (!repositories.containsKey(place)) {
        places.add(place);
      }
    }
    while (!Collections.disjoint(claimed, places)) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LambdaImageException("Interrupted while publishing. Run it again.", e);
      }
      places.removeIf(repositories::containsKey);
    }
    claimed.addAll(places);
    return new Claim(registry, places);
  }

  /** A repository of the registry where this build has published the blob. */
  synchronized Optional<String> repositoryWith(String registry, Digest blob) {
    return Optional.ofNullable(repositories.get(new Place(registry, blob)));
  }

  private synchronized void published(
      String registry, String repository, Collection<Digest> blobs) {
    blobs.forEach(blob -> repositories.putIfAbsent(new Place(registry, blob), repository));
  }

  private synchronized void release(Set<Place> places) {
    claimed.removeAll(places);
    notifyAll();
  }
}

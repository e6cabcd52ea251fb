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
 * What the functions of one build have sent to registries: a blob that several need is sent once,
 * and mounted by the others.
 *
 * <p>If another function is just sending a blob, one waits. A claim is given for all blobs of an
 * image or for none; a claim for a single blob, sent ahead of its image, is given only without
 * waiting: so two images never wait for each other.
 */
public final class SharedBlobs {

  /** By the place of a blob, see {@link #place}: where it can be mounted from. */
  private final Map<String, String> repositories = new HashMap<>();

  private final Set<String> claimed = new HashSet<>();

  /** The right to send some blobs, until it is closed. */
  final class Claim implements AutoCloseable {

    private final RegistryHost registry;
    private final Set<String> places;

    private Claim(RegistryHost registry, Set<String> places) {
      this.registry = registry;
      this.places = places;
    }

    /**
     * Records that a repository has an image with these blobs: others may mount them from there.
     */
    void published(String repository, Collection<Digest> blobs) {
      SharedBlobs.this.published(registry, repository, blobs);
    }

    @Override
    public void close() {
      release(places);
    }
  }

  /** Waits until nobody else is sending any of these blobs to the registry. */
  synchronized Claim claim(RegistryHost registry, Collection<Digest> blobs)
      throws LambdaImageException {
    Set<String> places = new HashSet<>();
    for (Digest blob : blobs) {
      String place = place(registry, blob);
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

  /** The right to send a blob, without waiting: empty if another function is sending it. */
  synchronized Optional<Claim> tryClaim(RegistryHost registry, Digest blob) {
    String place = place(registry, blob);
    if (claimed.contains(place)) {
      return Optional.empty();
    }
    Set<String> places = new HashSet<>();
    if (!repositories.containsKey(place)) {
      places.add(place);
      claimed.add(place);
    }
    return Optional.of(new Claim(registry, places));
  }

  /** A repository of the registry where this build has published the blob. */
  synchronized Optional<String> repositoryWith(RegistryHost registry, Digest blob) {
    return Optional.ofNullable(repositories.get(place(registry, blob)));
  }

  /** Records what a repository has, whoever sent it. */
  synchronized void published(RegistryHost registry, String repository, Collection<Digest> blobs) {
    blobs.forEach(blob -> repositories.putIfAbsent(place(registry, blob), repository));
  }

  /** A key for a blob at a registry, whichever name the registry has. */
  private static String place(RegistryHost registry, Digest blob) {
    return registry.canonical() + "/" + blob;
  }

  private synchronized void release(Set<String> places) {
    claimed.removeAll(places);
    notifyAll();
  }
}

package io.github.lambdaimage.copy;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the layer, and the path in it, that has the bytes of an entry. */
final class LayerPlaces {

  private static final int MOST_LINKS = 40;

  private final ImageFiles wanted;
  private final List<LayerListing> listings;

  /**
   * Where the content of a file is.
   *
   * @param layer counted from the lowest
   * @param path of the entry in that layer
   */
  record Place(int layer, String path) {}

  LayerPlaces(ImageFiles wanted, List<LayerListing> listings) {
    this.wanted = wanted;
    this.listings = listings;
  }

  /**
   * Finds them.
   *
   * @param entries of the listings, the very objects
   * @throws LambdaImageException when a hard link has no target
   */
  IdentityHashMap<Entry, Place> of(Collection<Entry> entries) throws LambdaImageException {
    Set<Entry> missing = Collections.newSetFromMap(new IdentityHashMap<>());
    missing.addAll(entries);
    IdentityHashMap<Entry, Place> places = new IdentityHashMap<>();
    for (int layer = 0; layer < listings.size(); layer++) {
      Map<String, Entry> named = null;
      for (Entry entry : listings.get(layer).entries()) {
        if (!missing.contains(entry)) {
          continue;
        }
        if (entry.kind() == Kind.HARD_LINK) {
          named = named == null ? byPath(layer) : named;
          places.put(entry, target(entry, layer, named));
        } else {
          places.put(entry, new Place(layer, entry.path()));
        }
      }
    }
    return places;
  }

  /** Entries by path; of several entries with one path, the last one counts. */
  private Map<String, Entry> byPath(int layer) {
    Map<String, Entry> named = new HashMap<>();
    for (Entry entry : listings.get(layer).entries()) {
      named.put(entry.path(), entry);
    }
    return named;
  }

  /**
   * The target of a hard link: a file of its own layer, or of a lower one that existed when it was
   * made.
   */
  private Place target(Entry link, int layer, Map<String, Entry> named)
      throws LambdaImageException {
    Entry entry = link;
    for (int links = 0; links < MOST_LINKS && entry.kind() == Kind.HARD_LINK; links++) {
      Entry next = named.get(entry.text());
      if (next == null) {
        Optional<Place> below = below(layer, entry.text());
        if (below.isPresent()) {
          return below.get();
        }
        break;
      }
      entry = next;
    }
    if (!isFile(entry) || ImageTree.leadsUpwards(entry.path())) {
      throw ImageTree.refused(
          wanted,
          "'%s' is a hard link to '%s', which is not a file there. Take no files from such an image, or leave it out (<excludes>)."
              .formatted(link.path(), link.text()));
    }
    return new Place(layer, entry.path());
  }

  private Optional<Place> below(int layer, String path) throws LambdaImageException {
    List<LayerListing> lower = listings.subList(0, layer);
    BaseFiles files = BaseFiles.of(lower);
    Optional<Entry> entry = files.resolve(path).flatMap(files::entry);
    return entry.isPresent() && entry.get().kind() != Kind.DIRECTORY
        ? Optional.ofNullable(
            new LayerPlaces(wanted, lower).of(List.of(entry.get())).get(entry.get()))
        : Optional.empty();
  }

  private static boolean isFile(Entry entry) {
    return entry.kind() == Kind.FILE || entry.kind() == Kind.JAVA_RELEASE;
  }
}

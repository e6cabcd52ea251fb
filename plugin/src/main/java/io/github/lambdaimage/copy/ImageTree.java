package io.github.lambdaimage.copy;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.layer.AntPatterns;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file tree of an image as far as it is copied: the entries of its layers below a path, with
 * links followed inside the image. No link leads out of it: nothing here is a path on this machine.
 *
 * <p>A link is replaced by its target. A link whose target is below the same path could stay a
 * link: {@link #follow} is the place to decide that.
 */
final class ImageTree {

  /**
   * A limit, since each link to a directory adds everything in it, and an image may be malicious.
   */
  private static final int MOST_FOLLOWED = 10_000;

  private static final int MOST_NAMES = 1_000_000;

  private static final int LONGEST_PATH = 4096;

  private final ImageFiles wanted;
  private final AntPatterns patterns;
  private final BaseFiles files;
  private final SortedMap<String, Entry> found = new TreeMap<>();

  /** The links that lead to the current place of the walk. */
  private final Deque<String> links = new ArrayDeque<>();

  private int names;
  private int followed;

  private ImageTree(ImageFiles wanted, BaseFiles files) {
    this.wanted = wanted;
    this.patterns = new AntPatterns(wanted.includes(), wanted.excludes());
    this.files = files;
  }

  /**
   * The content of an image's layers, the lowest first. If the topmost layer alone decides what is
   * at the path, the others stay empty and are not fetched.
   */
  static List<LayerListing> listings(ImageFiles wanted, BaseImage image, ImageLayers layers)
      throws LambdaImageException {
    List<LayerListing> listings = new ArrayList<>();
    int top = image.layers().size() - 1;
    LayerListing topmost = layers.listing(image.name(), image.layers().get(top));
    boolean enough = isFileIn(topmost, wanted.from());
    for (int i = 0; i < top; i++) {
      listings.add(
          enough
              ? new LayerListing(List.of())
              : layers.listing(image.name(), image.layers().get(i)));
    }
    listings.add(topmost);
    return listings;
  }

  /**
   * Whether the layer has the file, and each of its directories as a directory: then lower layers
   * do not count.
   */
  private static boolean isFileIn(LayerListing layer, String path) {
    Set<String> directories = new HashSet<>();
    boolean file = false;
    for (Entry entry : layer.entries()) {
      if (entry.kind() == Kind.DIRECTORY) {
        directories.add(entry.path());
      } else if (entry.path().equals(path)) {
        file = entry.kind() == Kind.FILE;
      } else if (path.startsWith(entry.path() + "/")) {
        return false;
      }
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      file &= directories.contains(path.substring(0, end));
    }
    return file;
  }

  /**
   * The files to copy.
   *
   * @return path relative to {@code <from>}, or the name of the file that it is, to the entry
   * @throws LambdaImageException when there are none, or one is not a regular file
   */
  static SortedMap<String, Entry> files(ImageFiles wanted, List<LayerListing> listings)
      throws LambdaImageException {
    ImageTree tree = new ImageTree(wanted, BaseFiles.of(listings));
    Optional<String> real = tree.files.resolve(wanted.from());
    if (real.isEmpty()) {
      throw tree.refused("there is no '%s'. Correct <from>, or <image>.".formatted(wanted.from()));
    }
    Optional<Entry> entry = tree.files.entry(real.get());
    if (entry.isEmpty() || entry.get().kind() == Kind.DIRECTORY) {
      tree.walk(real.get(), "");
    } else {
      tree.add(entry.get(), wanted.name());
    }
    if (tree.found.isEmpty()) {
      throw tree.refused(
          "nothing in '%s' matches <includes> %s and <excludes> %s. Correct the patterns (they are relative to <from>, such as '**/*.so'), or <from>."
              .formatted(wanted.from(), wanted.includes(), wanted.excludes()));
    }
    return tree.found;
  }

  private void walk(String real, String prefix) throws LambdaImageException {
    for (Map.Entry<String, Entry> below : files.inside(real).entrySet()) {
      String relative = prefix + below.getKey().substring(real.length() + 1);
      if (++names > MOST_NAMES || relative.length() > LONGEST_PATH) {
        throw tooMany();
      }
      if (below.getValue().kind() == Kind.LINK) {
        follow(below.getKey(), relative);
      } else if (below.getValue().kind() != Kind.DIRECTORY) {
        add(below.getValue(), relative);
      }
    }
  }

  private void follow(String link, String relative) throws LambdaImageException {
    Optional<String> target = files.resolve(link);
    if (target.isEmpty()) {
      refuseLink(link, relative, "leads to nothing in that image");
      return;
    }
    Optional<Entry> entry = files.entry(target.get());
    if (entry.isPresent() && entry.get().kind() != Kind.DIRECTORY) {
      add(entry.get(), relative);
      return;
    }
    if (++followed > MOST_FOLLOWED) {
      throw tooMany();
    }
    links.push(link);
    String directory = target.get() + "/";
    if (links.stream().anyMatch(it -> it.startsWith(directory))) {
      refuseLink(link, relative, "leads back to a directory that contains it");
    } else {
      walk(target.get(), relative + "/");
    }
    links.pop();
  }

  /** Refuses a link, unless the patterns leave it out. */
  private void refuseLink(String link, String relative, String how) throws LambdaImageException {
    if (patterns.match(relative)) {
      throw refused(
          "the symbolic link '%s' %s. Leave it out with <exclude>%s</exclude>."
              .formatted(link, how, relative));
    }
  }

  private void add(Entry entry, String relative) throws LambdaImageException {
    if (!patterns.match(relative)) {
      return;
    }
    if (entry.kind() == Kind.SPECIAL) {
      throw refused(
          "'%s' is a device or a pipe, or has control characters in its name. Leave it out with <exclude>%s</exclude>."
              .formatted(entry.path(), relative));
    }
    if (leadsUpwards(entry.path()) || leadsUpwards(relative)) {
      throw refused(
          "a file is called '%s', which leads out of its directory. Take no files from such an image."
              .formatted(entry.path()));
    }
    found.put(relative, entry);
  }

  static boolean leadsUpwards(String path) {
    return ("/" + path + "/").contains("/../");
  }

  private LambdaImageException tooMany() {
    return refused(
        "'%s' has too many files, or links to its own directories. Name a directory further down in <from>."
            .formatted(wanted.from()));
  }

  private LambdaImageException refused(String why) {
    return refused(wanted, why);
  }

  /** An error about the image, or about the request, with the reason as the end of a sentence. */
  static LambdaImageException refused(ImageFiles wanted, String why) {
    return new LambdaImageException(
        "<extraFiles>: in the image '%s', %s".formatted(wanted.image(), why));
  }
}

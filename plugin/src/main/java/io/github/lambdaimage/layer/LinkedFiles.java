package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileTree.Entry;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of an added directory, and the symbolic links among them. A link stays a link if its
 * target is copied too; otherwise it is followed.
 */
final class LinkedFiles {

  /** The character after {@code /}. */
  private static final char AFTER_SLASH = '0';

  private final Path root;
  private final Path realRoot;
  private final String prefix;
  private final AntPatterns patterns;
  private final @Nullable LinkedFiles outer;
  private final SortedMap<String, Entry> entries;

  /** Links that stay, with their final targets, relative to the root. */
  private final SortedMap<String, String> kept = new TreeMap<>();

  private LinkedFiles(Path root, String prefix, AntPatterns patterns, @Nullable LinkedFiles outer)
      throws LambdaImageException {
    this.root = root;
    this.realRoot = real(root);
    this.prefix = prefix;
    this.patterns = patterns;
    this.outer = outer;
    this.entries = FileTree.entries(root);
  }

  /**
   * Lists them.
   *
   * @return path relative to the directory, with {@code /}, to the entry
   * @throws LambdaImageException when a wanted entry cannot be read, or a link that must be
   *     followed is broken or circular
   */
  static SortedMap<String, Source> list(Path directory, AntPatterns patterns)
      throws LambdaImageException {
    SortedMap<String, Source> found = new TreeMap<>();
    new LinkedFiles(directory, "", patterns, null).addTo(found);
    return found;
  }

  private void addTo(SortedMap<String, Source> found) throws LambdaImageException {
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      String name = prefix + entry.getKey();
      Path path = entry.getValue().path();
      if (entry.getValue().isLink()) {
        if (!patterns.exclude(name)) {
          addLink(entry.getKey(), path, found);
        }
      } else if (patterns.match(name)) {
        addFile(name, path, found);
      }
    }
    for (Map.Entry<String, String> link : kept.entrySet()) {
      Path path = root.resolve(link.getKey());
      boolean toDirectory = Files.isDirectory(path);
      found.put(prefix + link.getKey(), new Source.Link(path, text(link), toDirectory));
    }
  }

  private static void addFile(String name, Path path, SortedMap<String, Source> found)
      throws LambdaImageException {
    if (!Files.isRegularFile(path)) {
      throw new LambdaImageException(
          "<extraFiles>: '%s' is not a regular file. Leave it out with <excludes>."
              .formatted(path));
    }
    found.put(name, new Source.PlainFile(path));
  }

  private void addLink(String link, Path path, SortedMap<String, Source> found)
      throws LambdaImageException {
    String name = prefix + link;
    Path target;
    try {
      target = path.toRealPath();
    } catch (IOException e) {
      if (!patterns.match(name)) {
        return;
      }
      throw new LambdaImageException(
          "<extraFiles>: the symbolic link '%s' leads to nothing that can be read. Mend it, or leave it out with <excludes>."
              .formatted(path),
          e);
    }
    String inside =
        target.startsWith(realRoot) ? FileTree.slashed(realRoot.relativize(target)) : null;
    if (!Files.isDirectory(target)) {
      if (inside != null && patterns.match(name) && patterns.match(prefix + inside)) {
        kept.put(link, inside);
      } else if (patterns.match(name)) {
        addFile(name, path, found);
      }
    } else if (inside == null) {
      follow(path, target, name, found);
    } else {
      Folder folder = folder(link, inside);
      if (folder == Folder.COPIED_ALIKE) {
        kept.put(link, inside);
      } else if (folder == Folder.COPIED_OTHERWISE) {
        follow(path, target, name, found);
      }
    }
  }

  /** What to do with a folder that a link leads to. */
  private enum Folder {
    NOT_WANTED,
    COPIED_ALIKE,
    COPIED_OTHERWISE
  }

  /**
   * Whether the files that are wanted through the link are the same that are copied from its
   * target.
   */
  private Folder folder(String link, String inside) {
    SortedMap<String, Entry> below =
        inside.isEmpty() ? entries : entries.subMap(inside + '/', inside + AFTER_SLASH);
    int start = inside.isEmpty() ? 0 : inside.length() + 1;
    boolean alike = true;
    boolean copied = false;
    boolean wanted = false;
    for (String name : below.keySet()) {
      boolean isCopied = patterns.match(prefix + name);
      boolean isWanted = patterns.match(prefix + link + '/' + name.substring(start));
      alike &= isCopied == isWanted;
      copied |= isCopied;
      wanted |= isWanted;
    }
    if (wanted && !alike) {
      return Folder.COPIED_OTHERWISE;
    }
    // A link may also be wanted by its own name only.
    return copied && (wanted || patterns.match(prefix + link))
        ? Folder.COPIED_ALIKE
        : Folder.NOT_WANTED;
  }

  private void follow(Path path, Path target, String name, SortedMap<String, Source> found)
      throws LambdaImageException {
    for (LinkedFiles it = this; it != null; it = it.outer) {
      if (it.realRoot.startsWith(target)) {
        throw new LambdaImageException(
            "<extraFiles>: the symbolic link '%s' leads back to a directory that contains it. Remove it, or leave it out with <excludes>."
                .formatted(path));
      }
    }
    new LinkedFiles(path, name + "/", patterns, this).addTo(found);
  }

  /**
   * The link's own text, if that leads directly to a file of the image: a chain of links stays a
   * chain. Otherwise, the path to the final target.
   */
  private String text(Map.Entry<String, String> link) throws LambdaImageException {
    Path name = root.getFileSystem().getPath(link.getKey());
    Path folder = name.resolveSibling("");
    Path end = root.getFileSystem().getPath(link.getValue());
    Path written = written(root.resolve(name));
    if (!written.isAbsolute() && written.normalize().equals(written)) {
      String direct = FileTree.slashed(folder.resolve(written).normalize());
      if (direct.equals(link.getValue()) || link.getValue().equals(kept.get(direct))) {
        return FileTree.slashed(written);
      }
    }
    String text = FileTree.slashed(folder.relativize(end));
    return text.isEmpty() ? "." : text;
  }

  private static Path written(Path link) throws LambdaImageException {
    try {
      Path written = Files.readSymbolicLink(link);
      FileTree.refuseUndecoded(written);
      return written;
    } catch (IOException e) {
      throw FileSize.unreadable(link, e);
    }
  }

  private static Path real(Path directory) throws LambdaImageException {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw FileTree.unreadable(directory, e);
    }
  }
}

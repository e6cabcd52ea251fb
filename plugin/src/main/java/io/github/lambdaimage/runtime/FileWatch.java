package io.github.lambdaimage.runtime;

import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices changes of files. It looks every tenth of a second, or less often if looking takes long:
 * a watch service would not notice more, and polls itself on some systems.
 */
public final class FileWatch {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  /** It spends at most this fraction of the time on looking. */
  private static final int PART = 5;

  private final List<Path> roots;
  private SortedMap<Path, String> seen;

  private FileWatch(List<Path> roots) throws LambdaImageException {
    this.roots = roots;
    this.seen = look();
  }

  /** Watches files, and all files below directories, from now on. */
  public static FileWatch of(List<Path> roots) throws LambdaImageException {
    return new FileWatch(List.copyOf(roots));
  }

  /**
   * Waits until something has changed and nothing changes any more.
   *
   * @return the files that are new, changed or deleted
   */
  public Set<Path> awaitChange() throws LambdaImageException, InterruptedException {
    SortedMap<Path, String> before = seen;
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      Thread.sleep(pause.toMillis());
      long start = System.nanoTime();
      SortedMap<Path, String> now = lookAgain();
      Duration rest = Duration.ofNanos(System.nanoTime() - start).multipliedBy(PART - 1);
      pause = rest.compareTo(SHORTEST_PAUSE) > 0 ? rest : SHORTEST_PAUSE;
      if (now.equals(before) && !now.equals(seen)) {
        Set<Path> changed = difference(seen, now);
        seen = now;
        return changed;
      }
      before = now;
    }
  }

  /** Looks again; what vanishes meanwhile is a change in progress, which a later look shows. */
  private SortedMap<Path, String> lookAgain() throws LambdaImageException {
    try {
      return look();
    } catch (LambdaImageException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return seen;
      }
      throw e;
    }
  }

  private static Set<Path> difference(Map<Path, String> before, Map<Path, String> now) {
    Set<Path> paths = new HashSet<>();
    Set<Map.Entry<Path, String>> entries = new HashSet<>(before.entrySet());
    for (Map.Entry<Path, String> entry : now.entrySet()) {
      if (!entries.remove(entry)) {
        paths.add(entry.getKey());
      }
    }
    entries.forEach(entry -> paths.add(entry.getKey()));
    return paths;
  }

  private SortedMap<Path, String> look() throws LambdaImageException {
    SortedMap<Path, String> files = new TreeMap<>();
    Set<Path> seenFolders = new HashSet<>();
    for (Path root : roots) {
      look(root, files, seenFolders);
    }
    return files;
  }

  /** Follows links, but looks into each folder once: a link may be circular or broken. */
  private static void look(Path root, SortedMap<Path, String> files, Set<Path> seenFolders)
      throws LambdaImageException {
    if (!Files.isDirectory(root)) {
      files.put(root, state(root));
      return;
    }
    if (!seenFolders.add(real(root))) {
      return;
    }
    for (FileTree.Entry entry : FileTree.entries(root).values()) {
      if (entry.isLink()) {
        look(entry.path(), files, seenFolders);
      } else {
        files.put(entry.path(), state(entry.path()));
      }
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
    } catch (IOException e) {
      return "gone";
    }
  }
}

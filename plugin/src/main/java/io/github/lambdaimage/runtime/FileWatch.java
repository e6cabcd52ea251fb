package io.github.lambdaimage.runtime;

import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices that files changed. It looks every half second: a watch service would not see more, and
 * does so itself on some systems.
 */
public final class FileWatch {

  private static final Duration PAUSE = Duration.ofMillis(500);

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

  /** Waits until something has changed and nothing changes any more. */
  public void awaitChange() throws LambdaImageException, InterruptedException {
    SortedMap<Path, String> before = seen;
    while (true) {
      Thread.sleep(PAUSE.toMillis());
      SortedMap<Path, String> now = look();
      if (now.equals(before) && !now.equals(seen)) {
        seen = now;
        return;
      }
      before = now;
    }
  }

  private SortedMap<Path, String> look() throws LambdaImageException {
    SortedMap<Path, String> files = new TreeMap<>();
    Set<Path> seenFolders = new HashSet<>();
    for (Path root : roots) {
      look(root, files, seenFolders);
    }
    return files;
  }

  /** Links are followed, each folder once: a link may lead back, or to nothing. */
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

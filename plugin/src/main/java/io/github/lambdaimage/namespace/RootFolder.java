package io.github.lambdaimage.namespace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that becomes the root of an image. Symbolic links are followed as in the image: an
 * absolute one begins at the folder, and none leads out of it. Only this process may write there.
 */
final class RootFolder {

  private static final int MOST_LINKS = 40;

  /** The owner must be able to write there, and later to delete it. */
  private static final int OWNERS_DIRECTORY = 0700;

  private static final PosixFilePermission[] PERMISSIONS = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  private final Path root;

  /** What the current layer has added: its whiteouts do not hide that. */
  private final Set<Path> added = new HashSet<>();

  /** The last folder; a layer lists its files folder by folder. */
  private String lastFolder = "";

  private @Nullable Path lastPlace;

  RootFolder(Path root) {
    this.root = root;
  }

  /** Whether this process can encode all file names: in a POSIX locale it cannot. */
  static boolean namesAllFiles() {
    try {
      return !Path.of("\u0151").toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  Path folder() {
    return root;
  }

  /** Begins the next layer. */
  void beginLayer() {
    added.clear();
  }

  /** Creates a directory, replacing anything else. */
  Path directory(String path, int mode) throws IOException {
    Path place = place(path);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      delete(place);
      Files.createDirectory(place);
    }
    Files.setPosixFilePermissions(place, permissions(mode | OWNERS_DIRECTORY));
    added.add(place);
    return place;
  }

  /** Creates a symbolic link, whatever its target. */
  Path link(String path, String text) throws IOException {
    Path place = emptied(path);
    return Files.createSymbolicLink(place, root.getFileSystem().getPath(text));
  }

  /**
   * Creates a hard link.
   *
   * @return whether its target exists
   */
  boolean hardLink(String path, String other) throws IOException {
    Path file = find(other);
    if (file == null
        || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
        || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!file.equals(place(path))) {
      Files.createLink(emptied(path), file);
    }
    return true;
  }

  /** Creates an empty file, replacing anything else. */
  NewFile file(String path) throws IOException {
    Path place = emptied(path);
    return new NewFile(
        place,
        Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** A file that is being written; its time and permissions are set last. */
  record NewFile(Path path, OutputStream content) {

    void finish(int mode, FileTime modified) throws IOException {
      Files.setPosixFilePermissions(path, permissions(mode));
      // AWS's bases have class archives, which are valid only for jars with a certain time.
      Files.setLastModifiedTime(path, modified);
    }
  }

  /** Hides what lower layers have at a path. */
  boolean hide(String path) throws IOException {
    Path place = find(path);
    if (place != null && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      deleteUnlessAdded(place);
    }
    return true;
  }

  /** Hides what lower layers have in a folder. */
  boolean hideInside(String folder) throws IOException {
    Path place = walk(folder, false);
    if (place != null) {
      try (var files = Files.newDirectoryStream(place)) {
        for (Path file : files) {
          deleteUnlessAdded(file);
        }
      }
    }
    return true;
  }

  private Path emptied(String path) throws IOException {
    Path place = place(path);
    delete(place);
    added.add(place);
    return place;
  }

  /** The place of a path, in an existing folder. */
  private Path place(String path) throws IOException {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    Path place = lastPlace;
    if (place == null || !folder.equals(lastFolder)) {
      place = Objects.requireNonNull(walk(folder, true));
      lastFolder = folder;
      lastPlace = place;
    }
    return place.resolve(path.substring(folder.length()));
  }

  /** The place of a path, if its folder exists; the last name may be a link. */
  private @Nullable Path find(String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    Path folder = walk(path.substring(0, path.length() - name.length()), false);
    return folder == null || isNoName(name) ? null : folder.resolve(name);
  }

  /** Whether a name is not allowed in a folder. */
  static boolean isNoName(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..");
  }

  /**
   * The directory that a path leads to, following links.
   *
   * @param makes whether to create missing directories, also in place of other files
   * @return {@code null} if there is none, and none is created
   */
  private @Nullable Path walk(String path, boolean makes) throws IOException {
    Deque<String> names = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
    Path real = root;
    for (int links = 0; !names.isEmpty(); ) {
      String name = names.remove();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        real = real.equals(root) ? root : Objects.requireNonNull(real.getParent());
        continue;
      }
      Path next = real.resolve(name);
      if (Files.isSymbolicLink(next)) {
        if (++links > MOST_LINKS) {
          throw new FileSystemLoopException(path);
        }
        Path target = Files.readSymbolicLink(next);
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          names.addFirst(target.getName(i).toString());
        }
        real = target.isAbsolute() ? root : real;
      } else if (Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
        real = next;
      } else if (makes) {
        delete(next);
        real = Files.createDirectory(next);
      } else {
        return null;
      }
    }
    return real;
  }

  private void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      deleteAll(file, Set.of());
    } else if (Files.deleteIfExists(file)) {
      lastPlace = null;
    }
  }

  private void deleteUnlessAdded(Path file) throws IOException {
    deleteAll(file, added);
  }

  private void deleteAll(Path file, Set<Path> kept) throws IOException {
    lastPlace = null;
    Files.walkFileTree(
        file,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            if (!kept.contains(each)) {
              Files.delete(each);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e)
              throws IOException {
            try (var rest = Files.newDirectoryStream(each)) {
              if (!kept.contains(each) && !rest.iterator().hasNext()) {
                Files.delete(each);
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < PERMISSIONS.length; bit++) {
      if ((mode & (1 << bit)) != 0) {
        permissions.add(PERMISSIONS[bit]);
      }
    }
    return permissions;
  }
}

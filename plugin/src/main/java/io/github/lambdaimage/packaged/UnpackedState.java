package io.github.lambdaimage.packaged;

import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.oci.FieldsDigest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the file system says about the files in a folder, by their names. */
final class UnpackedState {

  private final Path folder;
  private final Map<String, String> files;

  private UnpackedState(Path folder, Map<String, String> files) {
    this.folder = folder;
    this.files = files;
  }

  /** The current state; empty if the folder does not exist. */
  static UnpackedState of(Path folder) throws IOException {
    Map<String, String> files = new HashMap<>();
    try {
      Files.walkFileTree(
          folder,
          Set.of(),
          1,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.put(String.valueOf(file.getFileName()), stamp(attributes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (file.equals(folder)) {
                throw e;
              }
              // Another Maven has moved it meanwhile.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      return new UnpackedState(folder, Map.of());
    }
    return new UnpackedState(folder, files);
  }

  private static String stamp(BasicFileAttributes attributes) {
    return attributes.size()
        + " "
        + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + " "
        + attributes.fileKey()
        + " "
        + attributes.isRegularFile();
  }

  /** Whether all of them exist. */
  boolean hasAll(List<UnpackRecord.Unpacked> some) {
    return some.stream().allMatch(file -> files.containsKey(file.file()));
  }

  /** A digest of the state of some files; it differs if one of them is missing. */
  String digest(List<UnpackRecord.Unpacked> some) {
    FieldsDigest fields = new FieldsDigest();
    for (UnpackRecord.Unpacked file : some) {
      fields.add(file.file()).add(files.getOrDefault(file.file(), ""));
    }
    return fields.digest().hex();
  }

  /** Deletes all others, except those that another Maven may be writing. */
  void deleteAllBut(Set<String> wanted) {
    for (String file : files.keySet()) {
      if (!wanted.contains(file)
          && !file.equals(UnpackRecord.FILE)
          && !file.endsWith(TemporaryFile.SUFFIX)) {
        TemporaryFile.discard(folder.resolve(file));
      }
    }
  }
}

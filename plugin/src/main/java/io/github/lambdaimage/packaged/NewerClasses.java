package io.github.lambdaimage.packaged;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Classes that were compiled after a package was made from them, by their times. Resources do not
 * count, which Maven copies in each build, nor do classes that are packed unchanged.
 */
public final class NewerClasses {

  private static final String CLASS = ".class";

  /** Reads the package, which is needed only if times differ. */
  @FunctionalInterface
  public interface Reader {
    PackagedFunction read() throws LambdaImageException;
  }

  private NewerClasses() {}

  /**
   * The first of them.
   *
   * @param classes the compiler's output directory
   * @param content a package; a missing one is not older than anything
   * @param fresh if known, a package made since then is not examined
   * @return its name below {@code classes}
   */
  public static Optional<String> find(
      Path classes, Path content, @Nullable Instant fresh, Reader reader)
      throws LambdaImageException {
    try {
      if (!Files.exists(content)) {
        return Optional.empty();
      }
      FileTime made = time(content, reader);
      if (fresh != null && made.toInstant().isAfter(fresh)) {
        return Optional.empty();
      }
      SortedMap<String, Path> newer = newer(classes, made);
      return newer.isEmpty() ? Optional.empty() : firstOther(newer, reader.read());
    } catch (IOException e) {
      // Only times can tell, and there are none.
      return Optional.empty();
    }
  }

  /** The time; for a folder, that of its newest file. */
  private static FileTime time(Path content, Reader reader)
      throws IOException, LambdaImageException {
    if (!Files.isDirectory(content)) {
      return Files.getLastModifiedTime(content);
    }
    FileTime newest = FileTime.fromMillis(0);
    PackagedFunction packaged = reader.read();
    for (List<FunctionFile> files : List.of(packaged.files(), packaged.libraries())) {
      for (FunctionFile file : files) {
        FileTime time = Files.getLastModifiedTime(file.source().path());
        newest = time.compareTo(newest) > 0 ? time : newest;
      }
    }
    return newest;
  }

  private static SortedMap<String, Path> newer(Path classes, FileTime made)
      throws IOException, LambdaImageException {
    SortedMap<String, Path> newer = new TreeMap<>();
    for (Map.Entry<String, Path> file : FileTree.list(classes).entrySet()) {
      if (file.getKey().endsWith(CLASS)
          && Files.getLastModifiedTime(file.getValue()).compareTo(made) > 0) {
        newer.put(file.getKey(), file.getValue());
      }
    }
    return newer;
  }

  private static Optional<String> firstOther(
      SortedMap<String, Path> newer, PackagedFunction packaged) throws IOException {
    Map<String, Path> packed = new HashMap<>();
    for (FunctionFile file : packaged.files()) {
      packed.put(file.target(), file.source().path());
    }
    for (Map.Entry<String, Path> file : newer.entrySet()) {
      Path same = packed.get(FunctionFile.TASK_ROOT + "/" + file.getKey());
      if (same == null || Files.mismatch(file.getValue(), same) >= 0) {
        return Optional.of(file.getKey());
      }
    }
    return Optional.empty();
  }
}

package io.github.lambdaimage.cache;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files below {@code <local repository>/.cache/lambda-image}, safe with several processes:
 * every file appears whole, by a move, under a name that says what is in it.
 */
public final class CacheDirectory {

  /** Another one wherever older versions of this plugin would misread what newer ones write. */
  private static final String GENERATION = "v4";

  private static final Duration UNUSED_FOR = Duration.ofDays(30);
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
  private static final String TEMPORARY = "tmp";

  private final Path root;
  private final Map<Digest, Object> locks = new ConcurrentHashMap<>();

  private CacheDirectory(Path root) {
    this.root = root;
  }

  /** The cache in a local repository; whatever caches that one caches ours with it. */
  public static CacheDirectory in(Path localRepository) {
    return new CacheDirectory(localRepository.resolve(".cache/lambda-image").resolve(GENERATION));
  }

  /** Where the blob of a digest is or would be. */
  public Path blob(Digest digest) {
    return root.resolve("blobs").resolve(digest.hex());
  }

  /** What the threads of this process that are about to make the same thing agree on. */
  public Object lock(Digest thing) {
    return locks.computeIfAbsent(thing, it -> new Object());
  }

  public Path file(String kind, String name) {
    return root.resolve(kind).resolve(name);
  }

  /** A new empty file that nobody else writes; {@link #moveTo} makes it count. */
  public Path newTemporary() throws IOException {
    Path directory = Files.createDirectories(root.resolve(TEMPORARY));
    // Not createTempFile, which hides the file from everybody else: the next job of a pipeline may
    // run as another user.
    return Files.createFile(directory.resolve(UUID.randomUUID().toString()));
  }

  /** Gives a finished temporary file its name. Another process may have done so already. */
  public void moveTo(Path temporary, Path target) throws IOException {
    Files.createDirectories(parent(target));
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AccessDeniedException e) {
      // On Windows nothing replaces a file that is in use; it is as good as ours.
      if (!Files.exists(target)) {
        throw e;
      }
      Files.deleteIfExists(temporary);
    }
  }

  public void write(Path target, byte[] content) throws IOException {
    Path temporary = newTemporary();
    try {
      Files.write(temporary, content);
      moveTo(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Notes that a file is in use, so that it is not pruned. */
  public void touch(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
  }

  /**
   * Deletes what was not used for 30 days and what interrupted builds left, once a day at most.
   *
   * @param now the time to count from
   */
  public void prune(Instant now) throws IOException {
    Path lastTime = root.resolve("pruned");
    if (!Files.isDirectory(root) || isNewer(lastTime, now.minus(ABANDONED_AFTER))) {
      return;
    }
    Files.write(lastTime, new byte[0]);
    Files.setLastModifiedTime(lastTime, FileTime.from(now));
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean temporary = parent(file).equals(root.resolve(TEMPORARY));
            Instant oldest = now.minus(temporary ? ABANDONED_AFTER : UNUSED_FOR);
            if (attributes.lastModifiedTime().toInstant().isBefore(oldest)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Another process moved or pruned it.
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isNewer(Path file, Instant instant) throws IOException {
    return Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isAfter(instant);
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }
}

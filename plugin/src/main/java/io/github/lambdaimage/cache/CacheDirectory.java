package io.github.lambdaimage.cache;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files below {@code <local repository>/.cache/lambda-image}, safe with several processes:
 * every file appears complete, by a move, under a name that says what is in it. Blobs are shared by
 * all versions of the plugin, since their names are their digests; what a version remembers is its
 * own.
 *
 * <p>If they cannot be written (they are another user's, or on a read-only disk), what this build
 * makes is put into a folder of the project; existing files are still read.
 */
public final class CacheDirectory {

  /** Changes whenever the files are in other places than older versions of this plugin expect. */
  private static final String GENERATION = "v5";

  private static final String BLOBS = "blobs";

  /** Often enough for files that are pruned after a month. */
  private static final Duration TOUCHED_EVERY = Duration.ofDays(1);

  /** As seldom as is still often enough: a new time makes others read the file again. */
  private static final Duration TOUCHED_SELDOM = Duration.ofDays(20);

  private final CacheFolder shared;
  private final @Nullable CacheFolder aside;
  private final Consumer<String> log;
  private final PluginVersion version;
  private final Map<Digest, Object> locks = new ConcurrentHashMap<>();
  private final AtomicBoolean told = new AtomicBoolean();

  private CacheDirectory(
      CacheFolder shared,
      @Nullable CacheFolder aside,
      Consumer<String> log,
      PluginVersion version) {
    this.shared = shared;
    this.aside = aside;
    this.log = log;
    this.version = version;
  }

  /** The cache in a local repository; whatever caches the repository caches it too. */
  public static CacheDirectory in(Path localRepository) {
    return in(localRepository, PluginVersion.current());
  }

  /**
   * The cache as a version of the plugin sees it.
   *
   * @param localRepository which need not exist
   */
  public static CacheDirectory in(Path localRepository, PluginVersion version) {
    return new CacheDirectory(new CacheFolder(root(localRepository)), null, message -> {}, version);
  }

  /**
   * The same cache, with another folder for what it cannot take.
   *
   * @param folder created when it is needed
   * @param debug told once that it was needed, and why
   */
  public CacheDirectory orElse(Path folder, Consumer<String> debug) {
    return new CacheDirectory(shared, new CacheFolder(folder), debug, version);
  }

  /**
   * The file for a lock on something elsewhere, such as an image.
   *
   * @param localRepository that the cache is in
   */
  public static Path lockFile(Path localRepository, Path thing) {
    byte[] name = thing.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
    return root(localRepository).resolve("locks").resolve(Digest.of(name).hex() + ".lock");
  }

  private static Path root(Path localRepository) {
    return localRepository.resolve(".cache/lambda-image").resolve(GENERATION);
  }

  /** The version whose memory it is. */
  public PluginVersion version() {
    return version;
  }

  /** The path of a blob, whether it exists or not. */
  public Path blob(Digest digest) {
    return path(BLOBS, digest.hex());
  }

  /** The path of something remembered, whether it exists or not. */
  public Path file(String kind, String name) {
    return path(remembered(kind), name);
  }

  private String remembered(String kind) {
    return version.text() + '/' + kind;
  }

  /**
   * Looks into the other folder first: what is there was made because the cache could not take it.
   */
  private Path path(String kind, String name) {
    if (aside != null) {
      Path file = aside.file(kind, name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return shared.file(kind, name);
  }

  /** A lock for the threads of this process that are about to make the same thing. */
  public Object lock(Digest thing) {
    return locks.computeIfAbsent(thing, it -> new Object());
  }

  /** A new empty file that nobody else writes; {@link #keep} puts it into the cache. */
  public TemporaryFile newTemporary() throws IOException {
    try {
      return shared.newTemporary();
    } catch (IOException e) {
      return newTemporaryAside(e);
    }
  }

  /**
   * A new empty file elsewhere, after the cache has failed to take what was written: its disk may
   * be full, and another one not.
   *
   * @throws IOException the failure, if there is no other place
   */
  public TemporaryFile newTemporaryAside(IOException refusal) throws IOException {
    return asideOrThrow(refusal).newTemporary();
  }

  /** The cache's folder, and the one for what it cannot take. */
  public List<Path> folders() {
    return places().stream().map(CacheFolder::root).toList();
  }

  /** The same folders as objects; the cache itself is the first. */
  List<CacheFolder> places() {
    return aside == null ? List.of(shared) : List.of(shared, aside);
  }

  /** Makes a finished temporary file the blob of its digest; returns its path. */
  public Path keep(Path temporary, Digest digest) throws IOException {
    return keep(temporary, BLOBS, digest.hex());
  }

  /** Keeps the bytes of a digest. */
  public void write(Digest digest, byte[] content) throws IOException {
    write(content, BLOBS, digest.hex());
  }

  /** Keeps something remembered. */
  void write(String kind, String name, byte[] content) throws IOException {
    write(content, remembered(kind), name);
  }

  private void write(byte[] content, String kind, String name) throws IOException {
    try (TemporaryFile temporary = newTemporary()) {
      Files.write(temporary.path(), content);
      keep(temporary.path(), kind, name);
    }
  }

  private Path keep(Path temporary, String kind, String name) throws IOException {
    Path target = shared.file(kind, name);
    try {
      shared.take(temporary, target);
      if (aside != null) {
        TemporaryFile.discard(aside.file(kind, name));
      }
      return target;
    } catch (IOException e) {
      if (kind.equals(BLOBS) && BlobFile.isWhole(target, new Digest(name), Files.size(temporary))) {
        // On Windows a file that is in use cannot be replaced; it has the same content as ours.
        TemporaryFile.discard(temporary);
        return target;
      }
      return keepAside(asideOrThrow(e), temporary, kind, name);
    }
  }

  private static Path keepAside(CacheFolder folder, Path temporary, String kind, String name)
      throws IOException {
    Path target = folder.file(kind, name);
    try (TemporaryFile whole = folder.newTemporary()) {
      // It may come from another disk, and is then copied byte by byte.
      Files.move(temporary, whole.path(), StandardCopyOption.REPLACE_EXISTING);
      folder.take(whole.path(), target);
      return target;
    }
  }

  /** The place for what the cache has just failed to take. */
  CacheFolder asideOrThrow(IOException refusal) throws IOException {
    if (aside == null) {
      throw refusal;
    }
    if (told.compareAndSet(false, true)) {
      log.accept(
          "The cache '"
              + shared.root()
              + "' cannot be written ("
              + FailureReason.of(refusal)
              + "); what this build makes is kept in '"
              + aside.root()
              + "'.");
    }
    return aside;
  }

  /** Drops a blob if its bytes do not match its digest; reads it for that. */
  public void dropIfDamaged(Digest digest) {
    for (CacheFolder folder : places()) {
      Path file = folder.file(BLOBS, digest.hex());
      try {
        if (!BlobFile.isWhole(file, digest, Files.size(file))) {
          TemporaryFile.discard(file);
        }
      } catch (IOException e) {
        // It does not exist.
      }
    }
  }

  /**
   * Records that a file is in use, so that it is not pruned; another user's file stays as it is.
   */
  public void touch(Path file) {
    touch(file, TOUCHED_EVERY);
  }

  /** Records seldom that a file is in use whose times tell others whether it has changed. */
  public void touchSeldom(Path file) {
    touch(file, TOUCHED_SELDOM);
  }

  private static void touch(Path file, Duration every) {
    try {
      Instant limit = Instant.now().minus(every);
      if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
        BlobCopy.settle(file);
      }
    } catch (IOException e) {
      // It may be pruned too early, and is then made again.
    }
  }

  /**
   * Deletes what was not used for 30 days and what interrupted builds have left, once a day at
   * most, as far as possible.
   *
   * @param now the time to count from
   */
  public void prune(Instant now) {
    try {
      new CachePruning(shared, now).run();
    } catch (IOException e) {
      // It is another user's, or read-only: whoever can write it will prune it.
    }
  }
}

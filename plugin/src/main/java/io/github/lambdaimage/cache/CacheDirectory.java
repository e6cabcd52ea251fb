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
 * every file appears whole, by a move, under a name that says what is in it. Blobs are everybody's,
 * since their names are their digests; what a version of the plugin remembers is its own.
 *
 * <p>Where they cannot be written (they are another user's, or on a read-only disk), what this
 * build makes lies aside, in a folder of the project; what is there can be read all the same.
 */
public final class CacheDirectory {

  /** Another one wherever the files lie elsewhere than older versions of this plugin expect. */
  private static final String GENERATION = "v5";

  private static final String BLOBS = "blobs";

  /** Often enough for what is pruned after a month. */
  private static final Duration TOUCHED_EVERY = Duration.ofDays(1);

  /** As seldom as is still often enough: whoever looks at its times has to read it anew. */
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

  /** The cache in a local repository; whatever caches that one caches ours with it. */
  public static CacheDirectory in(Path localRepository) {
    return in(localRepository, PluginVersion.current());
  }

  /**
   * The cache as a version of the plugin has it.
   *
   * @param localRepository which need not be there
   */
  public static CacheDirectory in(Path localRepository, PluginVersion version) {
    return new CacheDirectory(new CacheFolder(root(localRepository)), null, message -> {}, version);
  }

  /**
   * The same cache, with a place for what it does not take.
   *
   * @param folder which is made when it is needed
   * @param debug told once that it was needed, and why
   */
  public CacheDirectory orElse(Path folder, Consumer<String> debug) {
    return new CacheDirectory(shared, new CacheFolder(folder), debug, version);
  }

  /**
   * The file for a lock on what lies elsewhere, such as an image.
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

  /** Whose memory it is. */
  public PluginVersion version() {
    return version;
  }

  /** Where the blob of a digest is or would be. */
  public Path blob(Digest digest) {
    return path(BLOBS, digest.hex());
  }

  /** Where something remembered is or would be. */
  public Path file(String kind, String name) {
    return path(remembered(kind), name);
  }

  private String remembered(String kind) {
    return version.text() + '/' + kind;
  }

  /** What lies aside goes first: it was made because the other could not be. */
  private Path path(String kind, String name) {
    if (aside != null) {
      Path file = aside.file(kind, name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return shared.file(kind, name);
  }

  /** What the threads of this process that are about to make the same thing agree on. */
  public Object lock(Digest thing) {
    return locks.computeIfAbsent(thing, it -> new Object());
  }

  /** A new empty file that nobody else writes; {@link #keep} makes it count. */
  public TemporaryFile newTemporary() throws IOException {
    try {
      return shared.newTemporary();
    } catch (IOException e) {
      return newTemporaryAside(e);
    }
  }

  /**
   * The same where the cache has failed to take what was written: its disk may be full, and another
   * one not.
   *
   * @throws IOException the refusal, where there is no other place
   */
  public TemporaryFile newTemporaryAside(IOException refusal) throws IOException {
    return asideOrThrow(refusal).newTemporary();
  }

  /** The folder that the cache is in, and the one for what it does not take. */
  public List<Path> folders() {
    return places().stream().map(CacheFolder::root).toList();
  }

  /** The same as what they are; the cache itself is the first. */
  List<CacheFolder> places() {
    return aside == null ? List.of(shared) : List.of(shared, aside);
  }

  /** Makes a finished temporary file the blob of its digest; says where that is. */
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
        // On Windows nothing replaces a file that is in use; it is as good as ours.
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
      // It may come from another disk, and then byte by byte.
      Files.move(temporary, whole.path(), StandardCopyOption.REPLACE_EXISTING);
      folder.take(whole.path(), target);
      return target;
    }
  }

  /** The place for what the cache has just refused to take. */
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

  /** Drops the blob of a digest where its bytes are not its own, which are read for that. */
  public void dropIfDamaged(Digest digest) {
    for (CacheFolder folder : places()) {
      Path file = folder.file(BLOBS, digest.hex());
      try {
        if (!BlobFile.isWhole(file, digest, Files.size(file))) {
          TemporaryFile.discard(file);
        }
      } catch (IOException e) {
        // It is not there.
      }
    }
  }

  /** Notes that a file is in use, so that it is not pruned; another user's stays as it is. */
  public void touch(Path file) {
    touch(file, TOUCHED_EVERY);
  }

  /** The same of a file whose times tell others whether it is what it was. */
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
      // It may be pruned too early, and is made again then.
    }
  }

  /**
   * Deletes what was not used for 30 days and what interrupted builds left, once a day at most, as
   * far as that is possible.
   *
   * @param now the time to count from
   */
  public void prune(Instant now) {
    try {
      new CachePruning(shared, now).run();
    } catch (IOException e) {
      // Another user's, or read-only: whoever can write it will prune it.
    }
  }
}

package io.github.lambdaimage.copy;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Images that files are copied from. What was copied is remembered by the digest of the image:
 * later builds only resolve the tag.
 */
public final class OtherImages {

  private static final int EXECUTABLE = 0755;

  private final BaseImages images;
  private final ImageLayers layers;
  private final CacheDirectory cache;

  /** The names that are being resolved, until somebody takes the result. */
  private final Map<String, Pending<ImageName>> asked = new ConcurrentHashMap<>();

  public OtherImages(BaseImages images, ImageLayers layers, CacheDirectory cache) {
    this.images = images;
    this.layers = layers;
    this.cache = cache;
  }

  /** Knows what names of images stood for in an earlier build. */
  @FunctionalInterface
  public interface Recorded {

    /** The name with the digest to use again, or {@code null} to ask its registry. */
    @Nullable ImageName of(ImageName name);
  }

  /** Begins to resolve the names of images that will be needed; does not wait. */
  public void begin(List<ImageFiles> wanted, Recorded recorded) {
    for (ImageFiles files : wanted) {
      ImageName image = files.image();
      if (recorded.of(image) == null) {
        asked.computeIfAbsent(image.text(), text -> ask(image));
      }
    }
  }

  private Pending<ImageName> ask(ImageName image) {
    return Pending.start("lambda-image-copies", () -> images.pin(image));
  }

  /** A name that was begun, for one use: another build resolves it again. */
  private Pending<ImageName> name(ImageName image, Recorded recorded) {
    ImageName known = recorded.of(image);
    if (known != null) {
      return Pending.of(known);
    }
    Pending<ImageName> begun = asked.remove(image.text());
    return begun == null ? ask(image) : begun;
  }

  /**
   * Copies the files that a function wants.
   *
   * @param architecture of the function, which selects the image of an index
   * @throws LambdaImageException when they are not available, or not allowed
   */
  public CopiedFiles copy(List<ImageFiles> wanted, Architecture architecture, Recorded recorded)
      throws LambdaImageException {
    // Resolve all at once, each name once.
    Map<String, Pending<ImageName>> names = new LinkedHashMap<>();
    for (ImageFiles files : wanted) {
      ImageName image = files.image();
      if (!names.containsKey(image.text())) {
        names.put(image.text(), name(image, recorded));
      }
    }
    List<FunctionFile> files = new ArrayList<>();
    for (ImageFiles it : wanted) {
      ImageName pinned = Objects.requireNonNull(names.get(it.image().text())).get();
      for (StoredFile file : stored(it, pinned, architecture)) {
        files.add(
            new FunctionFile(
                cache.blob(file.digest()),
                it.into() + "/" + file.path(),
                it.mode().orElse(file.executable() ? EXECUTABLE : FunctionFile.READABLE)));
      }
    }
    List<ImageName> pinned = new ArrayList<>();
    for (Pending<ImageName> name : names.values()) {
      pinned.add(name.get());
    }
    return new CopiedFiles(files, pinned);
  }

  private List<StoredFile> stored(ImageFiles wanted, ImageName pinned, Architecture architecture)
      throws LambdaImageException {
    Digest key = wanted.key(Objects.requireNonNull(pinned.digest()), architecture.ociName());
    // Not a field: a function that copies nothing need not load these classes.
    Remembered<List<StoredFile>> memory =
        new Remembered<>(cache, "copies", 1, StoredFile::text, StoredFile::parse);
    synchronized (cache.lock(key)) {
      List<StoredFile> known = memory.find(key.hex());
      List<StoredFile> files = known == null ? null : confirmed(known);
      if (files == null) {
        files = new Unpacking(wanted, images.load(pinned, architecture), layers, cache).files();
      }
      if (files != known) {
        memory.keep(key.hex(), files);
      }
      return files;
    }
  }

  /**
   * The files in the cache, checked.
   *
   * @return the same list if nothing has changed; {@code null} if one is missing or damaged
   */
  private @Nullable List<StoredFile> confirmed(List<StoredFile> known) {
    List<StoredFile> files = new ArrayList<>();
    boolean same = true;
    for (StoredFile file : known) {
      StoredFile confirmed = file.confirmed(cache);
      if (confirmed == null) {
        return null;
      }
      same &= confirmed.stamp().equals(file.stamp());
      files.add(confirmed);
    }
    return same ? known : files;
  }
}

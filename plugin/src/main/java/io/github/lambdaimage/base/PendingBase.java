package io.github.lambdaimage.base;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * A base image that is being determined while its user does other things: the digest of its tag,
 * and the image's config.
 */
public final class PendingBase {

  private final Pending<ImageName> name;
  private final Loading loading;

  private PendingBase(Pending<ImageName> name, Loading loading) {
    this.name = name;
    this.loading = loading;
  }

  /**
   * Begins to resolve a name.
   *
   * @param before what it stood for when an image was built on it, or {@code null}: if it still
   *     does, that image may be all that is needed, and the base is loaded only when asked for
   */
  public static PendingBase begin(
      BaseImages bases, ImageName name, Architecture architecture, @Nullable ImageName before) {
    Loading loading = new Loading(bases, architecture);
    return new PendingBase(
        Pending.start(
            "lambda-image-tag",
            () -> {
              ImageName pinned = bases.pin(name);
              if (!pinned.equals(before)) {
                loading.of(pinned);
              }
              return pinned;
            }),
        loading);
  }

  /** A base whose name is pinned already, and need not be resolved. */
  public static PendingBase of(BaseImages bases, ImageName pinned, Architecture architecture) {
    return new PendingBase(Pending.of(pinned), new Loading(bases, architecture));
  }

  /** Loads the image as soon as the name is resolved, without waiting. */
  public void loadAhead() {
    Pending.start("lambda-image-base", this::image);
  }

  /**
   * The name with its digest.
   *
   * @throws LambdaImageException when it cannot be resolved
   */
  public ImageName name() throws LambdaImageException {
    return name.get();
  }

  /**
   * The image, whose loading begins now at the latest.
   *
   * @throws LambdaImageException when its digest cannot be determined
   */
  public Pending<BaseImage> image() throws LambdaImageException {
    return loading.of(name());
  }

  /** Loads the image once. */
  private static final class Loading {

    private final BaseImages bases;
    private final Architecture architecture;
    private @Nullable Pending<BaseImage> begun;

    Loading(BaseImages bases, Architecture architecture) {
      this.bases = bases;
      this.architecture = architecture;
    }

    synchronized Pending<BaseImage> of(ImageName pinned) {
      if (begun == null) {
        begun = Pending.start("lambda-image-base", () -> bases.load(pinned, architecture));
      }
      return begun;
    }
  }
}

package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;

/**
 * A blob of an image on disk has changed since the image was built. Goals that build make it again:
 * {@link ImageAssembler#distrust}.
 */
public final class DamagedImageException extends LambdaImageException {

  private static final long serialVersionUID = 1;

  private final String what;
  private final transient Digest blob;

  public DamagedImageException(DamagedBlobException e) {
    super(
        "The image is damaged: "
            + e.getMessage()
            + ". Run 'mvn lambda-image:build', which makes it anew; an image that was built elsewhere has to be fetched from there again.",
        e);
    this.what = String.valueOf(e.getMessage());
    this.blob = e.blob();
  }

  /** What is damaged, without advice, for goals that repair it. */
  public String what() {
    return what;
  }

  public Digest blob() {
    return blob;
  }
}

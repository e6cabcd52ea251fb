package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;

/** A registry says that it does not have an image; callers who know the registry may know why. */
public final class MissingImageException extends LambdaImageException {

  private static final long serialVersionUID = 1;

  private final transient ImageName image;

  public MissingImageException(ImageName image, String message) {
    super(message);
    this.image = image;
  }

  public ImageName image() {
    return image;
  }
}

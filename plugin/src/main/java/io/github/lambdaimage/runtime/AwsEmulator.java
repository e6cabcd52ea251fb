package io.github.lambdaimage.runtime;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;

/** AWS's emulator of Lambda, with which a container engine can run a function without Maven. */
public final class AwsEmulator {

  private AwsEmulator() {}

  /**
   * Whether an image starts it outside of Lambda: the entrypoint of AWS's bases does. AWS's client
   * by itself ends with a {@code NullPointerException} instead.
   *
   * @throws LambdaImageException when the image cannot be read
   */
  public static boolean isIn(ImageLayout layout) throws LambdaImageException {
    return JsonObject.parse(layout.config(), "The image's config")
        .object("config")
        .texts("Entrypoint")
        .equals(BaseImage.AWS_ENTRYPOINT);
  }
}

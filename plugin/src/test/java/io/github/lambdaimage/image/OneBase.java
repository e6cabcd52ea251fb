package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;

/** Has {@link TestFunction}'s base for every name. */
public final class OneBase implements BaseImages {

  @Override
  public ImageName pin(ImageName name) {
    return name.at(Digest.of("base".getBytes(UTF_8)));
  }

  @Override
  public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
    return TestFunction.base(pinned);
  }
}

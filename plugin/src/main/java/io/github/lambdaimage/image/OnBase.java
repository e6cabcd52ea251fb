package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/**
 * A function image on its base: its files at the targets of the base's links, its variables with
 * the base's expanded.
 */
public final class OnBase {

  private OnBase() {}

  /**
   * The image as it is checked and packed.
   *
   * @throws LambdaImageException when the base's files are needed and not available, or a variable
   *     refers to one that the base does not have
   */
  public static FunctionImage of(FunctionImage image, BaseImage base, BaseContents contents)
      throws LambdaImageException {
    List<FunctionLayer> layers = image.layers();
    return image.with(
        BasePlaces.matter(layers, base.name())
            ? BasePlaces.of(layers, base.name(), contents.files(base))
            : layers,
        Expansion.of(image.environment(), base));
  }

  /**
   * The value of a variable on a base.
   *
   * @throws LambdaImageException when it refers to one that the base does not have
   */
  public static String value(String variable, String text, BaseImage base)
      throws LambdaImageException {
    return Expansion.expand(variable, text, base.environment());
  }
}

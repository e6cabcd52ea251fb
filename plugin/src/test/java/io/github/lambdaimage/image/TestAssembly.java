package io.github.lambdaimage.image;

import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;

/** Assembles as a goal does that has begun nothing before, and sends nothing. */
public final class TestAssembly {

  private TestAssembly() {}

  public static Assembly assemble(
      ImageAssembler assembler,
      FunctionImage image,
      Path layout,
      BasePolicy policy,
      Inspection inspection)
      throws LambdaImageException {
    return assembler.assemble(
        image,
        layout,
        policy,
        inspection,
        assembler.begin(image.from(), image.architecture(), layout, policy),
        (layer, blob) -> {});
  }
}

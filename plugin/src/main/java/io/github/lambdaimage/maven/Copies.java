package io.github.lambdaimage.maven;

import io.github.lambdaimage.copy.CopiedFiles;
import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.copy.OtherImages;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** The files to copy from other images. */
record Copies(BuildRequest request, OtherImages others, ImageAssembler assembler) {

  /**
   * Copies them.
   *
   * @throws LambdaImageException when they are not available
   */
  CopiedFiles take(BasePolicy policy) throws LambdaImageException {
    List<ImageFiles> wanted = request.contents().imageFiles();
    return wanted.isEmpty()
        ? CopiedFiles.NONE
        : others.copy(
            wanted,
            request.architecture(),
            name -> assembler.recorded(name, request.outputDirectory(), policy));
  }
}

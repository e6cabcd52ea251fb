package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

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

  /**
   * The image of {@link TestFunction} with no other files than these, on {@link OneBase}.
   *
   * @param directory for the function, the cache and the layout
   */
  public static ImageLayout layout(Path directory, List<FunctionFile> files)
      throws IOException, LambdaImageException {
    FunctionImage image = TestFunction.in(directory.resolve("function")).image();
    FunctionImage withFiles =
        new FunctionImage(
            image.handler(),
            image.architecture(),
            image.from(),
            List.of(FunctionLayer.of("extra files", files)),
            image.environment(),
            image.labels(),
            false,
            image.created(),
            image.format(),
            "",
            Entrypoint.OF_BASE,
            List.of());
    ImageAssembler assembler =
        new ImageAssembler(
            new OneBase(),
            TestFunction.NO_CONTENTS,
            CacheDirectory.in(directory.resolve("repository")),
            Clock.systemUTC());
    return assemble(
            assembler,
            withFiles,
            directory.resolve("layout"),
            BasePolicy.CURRENT,
            (it, base) -> List.of())
        .layout();
  }
}

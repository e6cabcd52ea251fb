package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedImageTest {

  @TempDir Path directory;

  @Test
  void hasTheLinksOfTheImage() throws Exception {
    Path model = Files.writeString(directory.resolve("model"), "a model");

    Path root =
        UnpackedImage.of(
                layout(
                    FunctionFile.readable(model, "/opt/blobs/4f2a"),
                    link("/opt/latest", "v1"),
                    link("/opt/v1/model.bin", "../blobs/4f2a")),
                directory.resolve("root"))
            .root();

    assertThat(root.resolve("opt/latest")).isSymbolicLink();
    assertThat(root.resolve("opt/latest/model.bin")).isSymbolicLink().hasContent("a model");
  }

  @Test
  void hasNoneThatLeadElsewhere() throws Exception {
    for (String text : new String[] {"../../x", "/etc/passwd"}) {
      ImageLayout layout = layout(link("/opt/link", text));

      assertThatThrownBy(() -> UnpackedImage.of(layout, directory.resolve("root")))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContaining("has the entry 'opt/link', which is not a file, directory or link");
    }
  }

  private static FunctionFile link(String target, String text) {
    return FunctionFile.link(new Source.Link(Path.of("link"), text, false), target);
  }

  private ImageLayout layout(FunctionFile... files) throws Exception {
    FunctionImage image = TestFunction.in(directory.resolve("function")).image();
    FunctionImage withFiles =
        new FunctionImage(
            image.handler(),
            image.architecture(),
            image.from(),
            List.of(FunctionLayer.of("extra files", List.of(files))),
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
    return TestAssembly.assemble(
            assembler,
            withFiles,
            directory.resolve("layout"),
            BasePolicy.CURRENT,
            (it, base) -> List.of())
        .layout();
  }

  private static final class OneBase implements BaseImages {

    @Override
    public ImageName pin(ImageName name) {
      return name.at(Digest.of("base".getBytes(UTF_8)));
    }

    @Override
    public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
      return TestFunction.base(pinned);
    }
  }
}

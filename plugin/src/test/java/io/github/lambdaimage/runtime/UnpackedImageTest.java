package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return TestAssembly.layout(directory, List.of(files));
  }
}

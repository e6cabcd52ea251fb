package io.github.lambdaimage.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageJarTest {

  @TempDir Path directory;

  @Test
  void isAJarWhereverItIsButForThePluginsOwn() throws Exception {
    ImageLayout image =
        image(
            "/var/task/lib/a-1.jar",
            "/opt/java/lib/b.jar",
            // The function's own classes once more.
            "/opt/lambda-image/classes.jar",
            "/var/task/model.bin",
            "/var/task/a.jar.txt");

    List<ImageJar> jars = ImageJar.in(image);

    assertThat(jars)
        .extracting(ImageJar::path)
        .containsExactlyInAnyOrder("/var/task/lib/a-1.jar", "/opt/java/lib/b.jar");
    ImageJar jar =
        jars.stream().filter(it -> it.name().equals("a-1.jar")).findFirst().orElseThrow();
    assertThat(jar.digest()).isEqualTo(Digest.of(Files.readAllBytes(directory.resolve("0"))));
    // printf 0 | sha1sum
    assertThat(jar.sha1()).isEqualTo("b6589fc6ab0dc82cf12099d1c2d40ab994e8410c");
  }

  @Test
  void isNotSaidOfALayerThatIsDamaged() throws Exception {
    ImageLayout image = image("/var/task/lib/a-1.jar");
    Path blob =
        image
            .directory()
            .resolve("blobs/sha256")
            .resolve(image.summary().layers().get(0).blob().digest().hex());
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length - 1] ^= 1;
    Files.delete(blob);
    Files.write(blob, bytes);

    assertThatThrownBy(() -> ImageJar.in(image)).isInstanceOf(DamagedImageException.class);
  }

  /** An image with files that contain their number. */
  private ImageLayout image(String... targets) throws Exception {
    List<FunctionFile> files = new ArrayList<>();
    for (String target : targets) {
      files.add(FunctionFile.readable(file(String.valueOf(files.size())), target));
    }
    return TestAssembly.layout(directory.resolve("image"), files);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve(content), content);
  }
}

package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFileTest {

  @TempDir Path directory;

  @Test
  void hasAnOrderOfItsOwn() throws Exception {
    JarManifest manifest =
        JarManifest.of(
            Map.of("Sealed", "true", "Automatic-Module-Name", "a.b"),
            Map.of("b/", Map.of("Sealed", "false"), "a/", Map.of()));

    assertThat(new String(ManifestFile.bytes(manifest), UTF_8))
        .isEqualTo(
            """
            Manifest-Version: 1.0
            Automatic-Module-Name: a.b
            Sealed: true

            Name: a/

            Name: b/
            Sealed: false

            """
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65, 66, 67, 68, 137, 138, 139, 500})
  void isReadByJavaAsItWasMeant(int length) throws Exception {
    String value = "ä".repeat(length / 2) + "x".repeat(length - length / 2);
    JarManifest manifest =
        JarManifest.of(Map.of("Name-1", value), Map.of("p".repeat(length + 1), Map.of("N", value)));

    byte[] bytes = ManifestFile.bytes(manifest);

    Manifest read = new Manifest(new ByteArrayInputStream(bytes));
    assertThat(read.getMainAttributes().getValue("Name-1")).isEqualTo(value);
    assertThat(read.getAttributes("p".repeat(length + 1)).getValue("N")).isEqualTo(value);
    assertThat(ManifestFile.read(Files.write(directory.resolve("file"), bytes)).sections())
        .isEqualTo(manifest.sections());
    for (String line : new String(bytes, UTF_8).split("\r\n", -1)) {
      assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(74);
    }
  }

  @Test
  void isRefusedWhereItIsNone() throws Exception {
    Path file = Files.writeString(directory.resolve("MANIFEST.MF"), "no colon\n");

    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("'%s' cannot be read as the manifest of a jar: ", file);
  }
}

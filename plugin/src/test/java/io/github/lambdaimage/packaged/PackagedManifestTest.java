package io.github.lambdaimage.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagedManifestTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "'Manifest-Version: 1.0|Multi-Release: true',              true",
    "'Manifest-Version: 1.0|Multi-Release: TRUE ',             true",
    "'Manifest-Version: 1.0|Multi-Release: false',             false",
    "'Manifest-Version: 1.0',                                  false",
    "'no manifest|Multi-Release: true',                        false",
    "'Manifest-Version: 1.0||Name: a/|Multi-Release: true',    false"
  })
  void saysWhetherAJarIsAMultiReleaseOne(String text, boolean expected) throws Exception {
    assertThat(PackagedManifest.isMultiRelease(layers(text.replace("|", "\n") + "\n")))
        .isEqualTo(expected);
  }

  @Test
  void saysThatOneWithoutItIsNone() {
    assertThat(PackagedManifest.isMultiRelease(List.of())).isFalse();
  }

  private List<FunctionLayer> layers(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("MANIFEST.MF"), text);
    return List.of(
        FunctionLayer.of(
            "resources", List.of(FunctionFile.readable(file, "/var/task/META-INF/MANIFEST.MF"))));
  }
}

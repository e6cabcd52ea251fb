package io.github.lambdaimage.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachedFileTest {

  private static final String BILL = "{\"bomFormat\":\"CycloneDX\"}\n";

  @TempDir Path directory;

  @Test
  void isWhatIsInItByteForByte() throws Exception {
    Path file = Files.writeString(directory.resolve("bom.json"), BILL);

    Artifact artifact = AttachedFile.of(file, null).read();

    assertThat(artifact.type()).isEqualTo("application/vnd.cyclonedx+json");
    assertThat(artifact.mediaType()).isEqualTo("application/vnd.cyclonedx+json");
    assertThat(artifact.name()).isEqualTo("bom.json");
    assertThat(artifact.content()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void isWhatTheUserSays() throws Exception {
    Path file = Files.writeString(directory.resolve("bom.json"), BILL);
    Path other = Files.writeString(directory.resolve("licenses.txt"), "MIT");

    Artifact known = AttachedFile.of(file, "application/vnd.example.sbom").read();
    Artifact unknown = AttachedFile.of(other, " text/plain ").read();

    assertThat(known.type()).isEqualTo("application/vnd.example.sbom");
    assertThat(known.mediaType()).isEqualTo("application/vnd.cyclonedx+json");
    assertThat(unknown.type()).isEqualTo("text/plain");
    assertThat(unknown.mediaType()).isEqualTo("text/plain");
  }

  @Test
  void isRefusedWhereNobodySaysWhatItIs() throws Exception {
    Path file = Files.writeString(directory.resolve("licenses.txt"), "MIT");

    assertThatThrownBy(() -> AttachedFile.of(file, null).read())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("'" + file + "'")
        .hasMessageContaining("<artifactType>");
  }

  @Test
  void isRefusedWhereItIsNotThereOrNoFile() {
    assertThatThrownBy(() -> AttachedFile.of(directory.resolve("bom.json"), null).read())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<attachments>: there is no file '%s'. Run the step that writes it before"
                .formatted(directory.resolve("bom.json")));
    assertThatThrownBy(() -> AttachedFile.of(directory, null).read())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("is not a file");
  }

  @Test
  void isRefusedWhereItIsEmptyOrEndless() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.txt"));
    Path large = directory.resolve("large.txt");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      // Without blocks on the disk.
      file.setLength(2_000_000_000);
    }

    assertThatThrownBy(() -> AttachedFile.of(empty, "text/plain").read())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<attachments>: '" + empty + "' is empty.");
    assertThatThrownBy(() -> AttachedFile.of(large, "text/plain").read())
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<attachments>: '%s' has 2.0 GB, and a document beside an image no more than 100 MB. Leave it out."
                .formatted(large));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{\"bomFormat\":\"CycloneDX\"",
        "{\"version\":\"2.1.0\",\"runs\":[]}",
        "[]"
      })
  void isNoBillWhateverItsNameSays(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("bom.json"), content);

    assertThatThrownBy(() -> AttachedFile.readBill(file))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "lambda-image.sbom is set, and '%s' is not a complete bill of materials"
                .formatted(file))
        .hasMessageNotContaining("<artifactType>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sbom", "/json", "application/", "a/b/c", "application/x; version=1", "a b/c"})
  void refusesWhatIsNoMediaType(String type) {
    assertThatThrownBy(() -> AttachedFile.of(directory, type))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<artifactType> '" + type + "' is not a media type.");
  }
}

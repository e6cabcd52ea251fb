package io.github.lambdaimage.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {

  private static final Digest DIGEST = Digest.of(new byte[] {1});

  @Test
  void areFilesOfAPathInAnImage() throws Exception {
    ImageFiles files = files("//opt/./extensions/", "/opt/", "755");

    assertThat(files.from()).isEqualTo("/opt/extensions");
    assertThat(files.into()).isEqualTo("/opt");
    assertThat(files.mode()).hasValue(0755);
    assertThat(files("/", null, null).from()).isEqualTo("/");
    assertThat(files("/", null, null).into()).isEqualTo("/var/task");
    assertThat(files("/", null, null).mode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opt", "./opt", "/opt/../etc", "\\opt", "/${opt}", ""})
  void refuseWhatIsNoPathInAnImage(String from) {
    assertThatThrownBy(() -> files(from, null, null))
        .hasMessage(
            "<extraFiles>: <from> '%s' is not a path in the image 'r.test/a:1'. With <image>, write it as an absolute path, such as '/opt/extensions'.",
            from);
  }

  @Test
  void refuseWhatExtraFilesRefuse() {
    assertThatThrownBy(() -> files(null, null, null))
        .hasMessage(
            "<extraFiles>: the entry with <image> 'r.test/a:1' has no <from>. Name the file or directory in that image, such as '/opt'.");
    assertThatThrownBy(() -> files("/opt", "../up", null)).hasMessageContaining("leads upwards");
    assertThatThrownBy(() -> files("/opt", null, "700")).hasMessageContaining("<mode> '700'");
    assertThatThrownBy(
            () ->
                ImageFiles.of(
                    ImageName.parse("r.test/a:1"),
                    "/opt",
                    null,
                    List.of("/absolute"),
                    List.of(),
                    null))
        .hasMessageContaining("<includes> '/absolute' matches no file");
  }

  /** What is remembered under one key is not taken for something else. */
  @Test
  void haveAKeyOfTheirOwn() throws Exception {
    assertThat(
            List.of(
                key("/opt", List.of(), List.of(), DIGEST, "arm64"),
                key("/opt", List.of(), List.of(), DIGEST, "amd64"),
                key("/opt", List.of("a"), List.of(), DIGEST, "arm64"),
                key("/opt", List.of(), List.of("a"), DIGEST, "arm64"),
                key("/opt/a", List.of(), List.of(), DIGEST, "arm64"),
                key("/opt", List.of(), List.of(), Digest.of(new byte[] {2}), "arm64")))
        .doesNotHaveDuplicates();
  }

  private static Digest key(
      String from, List<String> includes, List<String> excludes, Digest digest, String architecture)
      throws LambdaImageException {
    return ImageFiles.of(ImageName.parse("r.test/a:1"), from, null, includes, excludes, null)
        .key(digest, architecture);
  }

  private static ImageFiles files(
      @Nullable String from, @Nullable String into, @Nullable String mode)
      throws LambdaImageException {
    return ImageFiles.of(ImageName.parse("r.test/a:1"), from, into, List.of(), List.of(), mode);
  }
}

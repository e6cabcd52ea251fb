package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaReleaseTest {

  private static final String OF_AWS =
      "\"Entrypoint\":[\"/lambda-entrypoint.sh\"],\"Env\":[\"LAMBDA_RUNTIME_DIR=/var/runtime\"";
  private static final String OF_OTHERS = "\"Env\":[\"PATH=/usr/bin\"";

  @ParameterizedTest
  @CsvSource({
    "21.0.5,        21",
    "jdk-21.0.5+11, 21",
    "17,            17",
    "1.8.0_432,     8",
    "8u432,         8",
    "jdk8u432-b06,  8"
  })
  void isInTheVariableThatJavaImagesSet(String version, int release) throws Exception {
    assertThat(JavaRelease.ofConfig(base(OF_OTHERS, version))).contains(release);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "2025.1", "v21"})
  void isNotInAnythingElse(String version) throws Exception {
    assertThat(JavaRelease.ofConfig(base(OF_OTHERS, version))).isEmpty();
    assertThat(JavaRelease.ofConfig(base(OF_OTHERS, null))).isEmpty();
  }

  @Test
  void isKnownWithoutTheFilesWhereTheConfigSaysIt() throws Exception {
    assertThat(JavaRelease.of(base(OF_OTHERS, "17"), contents(java("usr", "21")))).contains(17);
  }

  @Test
  void isThatOfTheProgramWhereTheConfigDoesNotSayIt() throws Exception {
    assertThat(JavaRelease.of(base(OF_OTHERS, null), contents(java("usr", "21.0.5")))).contains(21);
  }

  /** A variable of an image made from AWS's may be of the Java that was in an earlier stage. */
  @Test
  void isThatOfTheFilesOfAwsBasesWhateverTheirConfigSays() throws Exception {
    assertThat(JavaRelease.of(base(OF_AWS, "17"), contents(java("var/lang", "21")))).contains(21);
  }

  @Test
  void isThatOfTheConfigWhereTheFilesDoNotSayIt() throws Exception {
    assertThat(JavaRelease.of(base(OF_AWS, "17"), contents(new BaseLayer().file("etc/passwd"))))
        .contains(17);
  }

  @Test
  void isThatOfTheConfigWhereTheFilesCannotBeRead() throws Exception {
    assertThat(JavaRelease.of(base(OF_AWS, "17"), contents(null))).contains(17);
    assertThat(JavaRelease.of(base(OF_AWS, null), contents(null))).isEmpty();
  }

  @Test
  void isThatOfTheRuntimeOfAwsBasesWhateverElseIsOnThePath() throws Exception {
    BaseFiles both = files(java("var/lang", "21"), java("usr", "11"));

    assertThat(JavaRelease.ofFiles(base(OF_AWS + ",\"PATH=/usr/bin\"", null), both)).contains(21);
    assertThat(JavaRelease.ofFiles(base(OF_OTHERS, null), both)).contains(11);
  }

  @Test
  void isThatOnThePathOfAwsBasesWithoutAJavaRuntime() throws Exception {
    assertThat(JavaRelease.ofFiles(base(OF_AWS, null), files(java("usr", "11")))).contains(11);
  }

  private static BaseLayer java(String home, String version) throws Exception {
    return new BaseLayer()
        .file(home + "/bin/java")
        .file(home + "/release", "JAVA_VERSION=\"" + version + "\"");
  }

  private static BaseFiles files(BaseLayer... layers) throws Exception {
    BaseFiles files = BaseFiles.of(List.of());
    for (BaseLayer layer : layers) {
      files = files.with(layer.listing());
    }
    return files;
  }

  private static BaseImage base(String members, @Nullable String javaVersion) throws Exception {
    String variable = javaVersion == null ? "" : ",\"JAVA_VERSION=" + javaVersion + "\"";
    String config = "{\"config\":{%s%s]}}".formatted(members, variable);
    return new BaseImage(
        ImageName.parse("r.test/jre:21"),
        List.of(),
        JsonObject.parse(config.getBytes(UTF_8), "It"));
  }

  /** The contents of a base of one layer, or of one whose layer is gone. */
  private static BaseContents contents(@Nullable BaseLayer layer) throws Exception {
    BaseFiles files = layer == null ? null : files(layer);
    return new BaseContents() {
      @Override
      public UnpackedSize unpackedSize(BaseImage base) {
        return UnpackedSize.NONE;
      }

      @Override
      public BaseFiles files(BaseImage base) throws LambdaImageException {
        if (files == null) {
          throw new LambdaImageException("The layer is gone.");
        }
        return files;
      }
    };
  }
}

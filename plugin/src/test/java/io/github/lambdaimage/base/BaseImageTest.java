package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseImageTest {

  private static final String DIGEST = Digest.of("x".getBytes(UTF_8)).toString();
  private static final String CONFIG =
      "{'architecture':'arm64','os':'linux','rootfs':{'diff_ids':['D']}}";
  private static final String MANIFEST =
      "{'schemaVersion':2,'config':{'size':1,'digest':'D'},'layers':[{'mediaType':'t/t','size':1,'digest':'D'}]}";
  private static final String CURE = " Name another base in <from>, or have it pushed again.";

  @Test
  void isReadFromItsManifestAndConfig() throws Exception {
    BaseImage image = image(MANIFEST, CONFIG);

    assertThat(image.layers()).hasSize(1);
    assertThat(image.workingDirectory()).isEqualTo("/");
    assertThat(BaseImage.config(ImageRole.BASE, name(), json(MANIFEST)).digest())
        .hasToString(DIGEST);
  }

  @Test
  void saysWhatItStarts() throws Exception {
    String config = "'config':{'Entrypoint':['/run','-x'],'WorkingDir':'/var//task/'},'os'";
    BaseImage image = image(MANIFEST, CONFIG.replace("'os'", config));

    assertThat(image.entrypoint()).containsExactly("/run", "-x");
    assertThat(image.workingDirectory()).isEqualTo("/var/task");
    assertThat(image(MANIFEST, CONFIG).entrypoint()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['/lambda-entrypoint.sh'] | ['PATH=/bin','LAMBDA_RUNTIME_DIR=/var/runtime'] | true",
        "['/lambda-entrypoint.sh'] | ['PATH=/bin'] | false",
        "['/lambda-entrypoint.sh','x'] | ['LAMBDA_RUNTIME_DIR=/var/runtime'] | false",
        "['/run'] | ['LAMBDA_RUNTIME_DIR=/var/runtime'] | false"
      })
  void isOfAwsWithTheirEntrypointAndVariable(String entrypoint, String variables, boolean ofAws)
      throws Exception {
    String config = "'config':{'Entrypoint':%s,'Env':%s},'os'".formatted(entrypoint, variables);

    assertThat(image(MANIFEST, CONFIG.replace("'os'", config)).isOfAws()).isEqualTo(ofAws);
  }

  /** A terabyte; no registry takes that much. */
  @Test
  void hasLayersOfAnySizeThatARegistryTakes() throws Exception {
    String manifest = MANIFEST.replace("'t/t','size':1", "'t/t','size':1000000000000");
    String tooLarge = MANIFEST.replace("'t/t','size':1", "'t/t','size':1000000000001");

    assertThat(image(manifest, CONFIG).layers().get(0).size()).isEqualTo(1_000_000_000_000L);
    assertThatThrownBy(() -> image(tooLarge, CONFIG))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("layer 1 in its manifest has 1000000000001 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'size':1,'digest':'D'}]} | 'size':0,'digest':'D'}]} | damaged: layer 1 in its manifest has 0 bytes, which is not a valid size.",
        "'size':1,'digest':'D'}]} | 'size':9223372036854775807,'digest':'D'}]} | damaged: layer 1 in its manifest has 9223372036854775807 bytes, which is not a valid size.",
        "'size':1,'digest':'D'}]} | 'size':-1,'digest':'D'}]} | damaged: layer 1 in its manifest has the size '-1', which is not a valid number of bytes.",
        "'size':1,'digest':'D'}]} | 'digest':'D'}]} | damaged: layer 1 in its manifest has no size.",
        "'size':1,'digest':'D'}]} | 'size':1}]} | damaged: layer 1 in its manifest has no digest.",
        "[{'mediaType':'t/t','size':1,'digest':'D'}] | [null] | damaged: layer 1 in its manifest has no digest.",
        "[{'mediaType':'t/t','size':1,'digest':'D'}] | [] | damaged: its manifest has 0 layers and its config 1.",
        "[{'mediaType':'t/t','size':1,'digest':'D'}] | 7 | damaged: its manifest has 0 layers and its config 1."
      })
  void saysWhatIsDamagedInTheManifest(String part, String other, String fault) {
    assertThatThrownBy(() -> image(MANIFEST.replace(part, other), CONFIG))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("The base image 'r.test/jre:21' is %s%s", fault, CURE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['D'] | [null] | what its config names as a layer is not a valid digest.",
        "['D'] | ['sha256:7'] | what its config names as a layer is not a valid digest.",
        "['D'] | ['D','D'] | its manifest has 1 layer and its config 2.",
        "{'diff_ids':['D']} | [] | its manifest has 1 layer and its config 0.",
        "'os':'linux', | `` | its config does not say what system and architecture it is for.",
        "'arm64' | null | its config does not say what system and architecture it is for."
      })
  void saysWhatIsDamagedInTheConfig(String part, String other, String fault) {
    assertThatThrownBy(() -> image(MANIFEST, CONFIG.replace(part, other)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("The base image 'r.test/jre:21' is damaged: %s%s", fault, CURE);
  }

  @Test
  void saysOnALineWhatItIsBuiltForInstead() {
    String config = CONFIG.replace("'arm64'", "'" + "\\u001b[2J".repeat(1000) + "'");

    assertThatThrownBy(() -> image(MANIFEST, config))
        .hasMessageStartingWith("The base image 'r.test/jre:21' is built for 'linux/[2J [2J")
        .hasMessageEndingWith(
            "…', but <architecture> 'arm64' needs 'linux/arm64'. Name a base of that architecture in <from>, or change <architecture>.");
  }

  @Test
  void hasNotThousandsOfLayers() throws Exception {
    String layer = "{'size':1,'digest':'D'}";
    String most = "{'layers':[" + (layer + ",").repeat(999) + layer + "]}";
    String config = CONFIG.replace("['D']", "[" + "'D',".repeat(999) + "'D']");
    assertThat(image(most, config).layers()).hasSize(1000);

    String manifest = "{'layers':[" + (layer + ",").repeat(1000) + layer + "]}";

    assertThatThrownBy(() -> image(manifest, CONFIG))
        .hasMessage(
            "The base image 'r.test/jre:21' has more than 1000 layers, and Lambda takes an image with about 150. Name another base in <from>.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'schemaVersion':1,'fsLayers':[]} | The base image 'r.test/jre:21' has a manifest of the old form (schema 1), which Lambda does not take. Name another base in <from>, or have it pushed again by a newer program.",
        "{'manifests':[]} | What 'r.test/jre:21' stands for is not an image: it has neither the config of one nor images for several systems. Correct <from>.",
        "{'config':null} | What 'r.test/jre:21' stands for is not an image: it has neither the config of one nor images for several systems. Correct <from>.",
        "{'config':'D'} | The base image 'r.test/jre:21' is damaged: its config has no digest. Name another base in <from>, or have it pushed again.",
        "{'config':{'digest':'D','size':null}} | The base image 'r.test/jre:21' is damaged: its config has no size. Name another base in <from>, or have it pushed again."
      })
  void saysWhatHasNoConfig(String manifest, String message) {
    assertThatThrownBy(() -> BaseImage.config(ImageRole.BASE, name(), json(manifest)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(message);
  }

  @Test
  void saysWhatIsDamagedInAnIndex() {
    assertThatThrownBy(() -> BaseImage.image(ImageRole.BASE, name(), json("{'digest':'sha256:7'}")))
        .hasMessage(
            "The base image 'r.test/jre:21' is damaged: the image that its index names has the digest 'sha256:7', which is not a valid digest."
                + CURE);
  }

  private static BaseImage image(String manifest, String config) throws LambdaImageException {
    return BaseImage.of(name(), json(manifest), json(config), Architecture.ARM64);
  }

  private static ImageName name() throws LambdaImageException {
    return ImageName.parse("r.test/jre:21");
  }

  private static JsonObject json(String text) throws LambdaImageException {
    String document = text.replace('\'', '"').replace("\"D\"", '"' + DIGEST + '"');
    return JsonObject.parse(document.getBytes(UTF_8), "It");
  }
}

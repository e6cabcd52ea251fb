package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history in an image's config, in which tools count the layers. */
class ImageConfigTest {

  private static final Digest DIGEST = Digest.of("layer".getBytes(UTF_8));

  @TempDir Path directory;

  @Test
  void hasAnEntryForEachLayerThatTheBaseDoesNotDescribe() throws Exception {
    assertThat(comments(3, "{\"comment\":\"ENV\",\"empty_layer\":true},{\"comment\":\"COPY\"}"))
        .containsExactly("ENV", "COPY", null, null, "classes");
  }

  @Test
  void addsNoneWhereTheBaseDescribesAll() throws Exception {
    assertThat(comments(2, "{\"comment\":\"ADD\"},{\"comment\":\"COPY\"}"))
        .containsExactly("ADD", "COPY", "classes");
  }

  @Test
  void describesABaseWithoutAnyHistory() throws Exception {
    assertThat(comments(2, "")).containsExactly(null, null, "classes");
  }

  private List<String> comments(int layers, String history) throws Exception {
    return config(base(layers, history)).objects("history").stream()
        .map(entry -> entry.text("comment"))
        .toList();
  }

  private JsonObject config(BaseImage base) throws IOException, LambdaImageException {
    BuiltLayer own = new BuiltLayer("classes", new LayerBlob(DIGEST, DIGEST, 1, 2), false);
    try (ModuleJars jars = new ModuleJars()) {
      return JsonObject.parse(
          ImageConfig.of(
              ImagePlan.of(TestFunction.in(directory).image(), jars), base, List.of(own)),
          "config");
    }
  }

  private static BaseImage base(int layers, String history) throws LambdaImageException {
    return new BaseImage(
        ImageName.parse("r.test/base:1").at(DIGEST),
        Collections.nCopies(layers, new Descriptor("application/x", DIGEST, 1)),
        JsonObject.parse(
            ("{\"config\":{},\"history\":[" + history + "]}").getBytes(UTF_8), "config"));
  }
}

package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The image's config: the base's, every member of it, with what the function adds.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image
 *     config</a>
 */
final class ImageConfig {

  private static final String CREATED_BY = "lambda-image-maven-plugin";

  /** The client must be on Java's own class path; it looks for the function by itself. */
  private static final String CLASS_PATH =
      FunctionFile.TASK_ROOT + "/lib/*:" + FunctionFile.TASK_ROOT;

  private ImageConfig() {}

  /**
   * Makes the config.
   *
   * @param java the base's, where it is to start the runtime interface client among the function's
   *     jars; {@code null} where the base's own entrypoint stays
   */
  static byte[] of(
      FunctionImage image, BaseImage base, List<BuiltLayer> layers, @Nullable String java) {
    String created = image.created().toString();
    return base.config()
        .copy()
        .with("created", created)
        .with("config", containerConfig(image, base, java))
        .with("rootfs", rootfs(base, layers))
        .with("history", history(created, base, layers))
        .bytes();
  }

  /** Working directory and entrypoint stay the base's where they start Lambda's runtime. */
  private static JsonObject containerConfig(
      FunctionImage image, BaseImage base, @Nullable String java) {
    JsonObject inherited = base.config().object("config");
    Map<String, String> labels = inherited.object("Labels").textMap();
    labels.putAll(image.labels());
    JsonObject config =
        inherited
            .copy()
            .with("Env", environment(base.environment(), image.environment()))
            .with("Cmd", List.of(image.handler().value()))
            .with("Labels", labels);
    return java == null
        ? config
        : config
            .with("Entrypoint", List.of(java, "-cp", CLASS_PATH, LambdaJava.RUNTIME_CLIENT))
            .with("WorkingDir", FunctionFile.TASK_ROOT);
  }

  private static List<String> environment(
      Map<String, String> inherited, Map<String, String> added) {
    Map<String, String> values = new LinkedHashMap<>(inherited);
    values.putAll(added);
    List<String> variables = new ArrayList<>();
    values.forEach((name, value) -> variables.add(name + "=" + value));
    return variables;
  }

  private static JsonObject rootfs(BaseImage base, List<BuiltLayer> layers) {
    List<String> diffIds = new ArrayList<>(base.config().object("rootfs").texts("diff_ids"));
    layers.forEach(layer -> diffIds.add(layer.blob().diffId().toString()));
    return JsonObject.empty().with("type", "layers").with("diff_ids", diffIds);
  }

  /** Tools match entries to layers by counting, so a base that has too few gets blank ones. */
  private static List<JsonObject> history(String created, BaseImage base, List<BuiltLayer> layers) {
    List<JsonObject> history = new ArrayList<>(base.config().objects("history"));
    long described = history.stream().filter(entry -> !entry.isTrue("empty_layer")).count();
    for (long i = described; i < base.layers().size(); i++) {
      history.add(JsonObject.empty().with("created", created));
    }
    for (BuiltLayer layer : layers) {
      history.add(
          JsonObject.empty()
              .with("created", created)
              .with("created_by", CREATED_BY)
              .with("comment", layer.name()));
    }
    return history;
  }
}

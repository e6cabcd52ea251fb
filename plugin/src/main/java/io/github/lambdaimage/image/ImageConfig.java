package io.github.lambdaimage.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The image's config: the base's, every member of it, with what the function adds.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image
 *     config</a>
 */
final class ImageConfig {

  private static final String CREATED_BY = "lambda-image-maven-plugin";

  private ImageConfig() {}

  static byte[] of(FunctionImage image, BaseImage base, List<BuiltLayer> layers) {
    String created = image.created().toString();
    return base.config()
        .copy()
        .with("created", created)
        .with("config", containerConfig(image, base.config().object("config")))
        .with("rootfs", rootfs(base, layers))
        .with("history", history(created, base, layers))
        .bytes();
  }

  /** Working directory and entrypoint stay the base's: they start Lambda's runtime. */
  private static JsonObject containerConfig(FunctionImage image, JsonObject inherited) {
    Map<String, String> labels = inherited.object("Labels").textMap();
    labels.putAll(image.labels());
    return inherited
        .copy()
        .with("Env", environment(inherited.texts("Env"), image.environment()))
        .with("Cmd", List.of(image.handler().value()))
        .with("Labels", labels);
  }

  private static List<String> environment(List<String> inherited, Map<String, String> added) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String variable : inherited) {
      String[] nameAndValue = variable.split("=", 2);
      values.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
    }
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

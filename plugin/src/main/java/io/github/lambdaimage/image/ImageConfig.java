package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image's config: the complete config of the base, with what the function adds.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image
 *     config</a>
 */
final class ImageConfig {

  private static final String CREATED_BY = "lambda-image-maven-plugin";

  private ImageConfig() {}

  /**
   * Makes the config.
   *
   * @param layers of the plan, packed
   */
  static byte[] of(ContainerBuildPlan plan, BaseImage base, List<BuiltLayer> layers) {
    String created = plan.getCreationTime().toString();
    return base.config()
        .copy()
        .with("created", created)
        .with("config", containerConfig(plan, base))
        .with("rootfs", rootfs(base, layers))
        .with("history", history(created, base, layers))
        .bytes();
  }

  /** Entrypoint and working directory stay the base's unless the plan has its own. */
  private static JsonObject containerConfig(ContainerBuildPlan plan, BaseImage base) {
    JsonObject inherited = base.config().object("config");
    Map<String, String> labels = inherited.object("Labels").textMap();
    labels.putAll(new TreeMap<>(plan.getLabels()));
    JsonObject config =
        inherited
            .copy()
            .with("Env", environment(base.environment(), new TreeMap<>(plan.getEnvironment())))
            .with("Cmd", plan.getCmd())
            .with("Labels", labels);
    if (plan.getEntrypoint() != null) {
      config = config.with("Entrypoint", plan.getEntrypoint());
    }
    if (plan.getWorkingDirectory() != null) {
      config = config.with("WorkingDir", plan.getWorkingDirectory().toString());
    }
    return config;
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

  /**
   * The history. Tools match entries to layers by counting, so a base with too few gets empty ones.
   */
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

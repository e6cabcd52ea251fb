package io.github.lambdaimage.standin.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Sha256;
import java.util.List;
import java.util.Map;

/** The configuration that all of AWS's Java base images have. */
final class LambdaBaseConfig {

  static final List<String> ENV =
      List.of(
          "LANG=en_US.UTF-8",
          "TZ=:/etc/localtime",
          "PATH=/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
          "LD_LIBRARY_PATH=/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:"
              + "/var/task:/var/task/lib:/opt/lib",
          "LAMBDA_TASK_ROOT=/var/task",
          "LAMBDA_RUNTIME_DIR=/var/runtime");

  private static final String CREATED = "2026-01-01T00:00:00Z";

  private LambdaBaseConfig() {}

  static ObjectNode of(String architecture, Map<String, byte[]> layers) {
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    image.put("architecture", architecture).put("os", "linux").put("created", CREATED);
    ObjectNode config = image.putObject("config");
    ENV.forEach(config.putArray("Env")::add);
    config.put("WorkingDir", "/var/task").putArray("Entrypoint").add("/lambda-entrypoint.sh");
    ObjectNode rootfs = image.putObject("rootfs").put("type", "layers");
    ArrayNode diffIds = rootfs.putArray("diff_ids");
    ArrayNode history = image.putArray("history");
    layers.forEach(
        (instruction, tar) -> {
          diffIds.add(Sha256.of(tar));
          history.addObject().put("created", CREATED).put("created_by", instruction);
        });
    history
        .addObject()
        .put("created", CREATED)
        .put("created_by", "ENTRYPOINT [\"/lambda-entrypoint.sh\"]")
        .put("empty_layer", true);
    return image;
  }
}

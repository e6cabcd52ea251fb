package io.github.lambdaimage.runtime;

import io.github.lambdaimage.oci.JsonObject;
import java.util.Set;

/**
 * The programs of an image that Lambda starts beside the runtime.
 *
 * @param names of the files in {@code /opt/extensions}
 * @param function what each learns about the function when it registers
 */
public record Extensions(Set<String> names, JsonObject function) {

  static final Extensions NONE = new Extensions(Set.of(), JsonObject.empty());

  /** Those of a function. */
  static Extensions of(Set<String> names, FunctionIdentity identity, String handler) {
    return new Extensions(
        names,
        JsonObject.empty()
            .with("functionName", identity.name())
            .with("functionVersion", identity.version())
            .with("handler", handler));
  }
}

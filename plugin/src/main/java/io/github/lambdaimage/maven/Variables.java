package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The {@code <environment>} that the user sets. */
final class Variables {

  private Variables() {}

  /**
   * Checks the variables.
   *
   * @param configured as Maven fills them: with {@code null} for what is empty, and for what is
   *     nothing but a reference to a property that there is not
   * @param configuration of the goal, as it is in the POM: such a reference may be one to a
   *     variable of the base
   * @param machine Maven's properties of the system, {@code env.PATH} among them
   * @throws LambdaImageException for what cannot name a variable, and for a path of this machine
   */
  static SortedMap<String, String> of(
      Map<String, @Nullable String> configured, @Nullable Xpp3Dom configuration, Properties machine)
      throws LambdaImageException {
    SortedMap<String, String> variables = new TreeMap<>();
    for (Map.Entry<String, @Nullable String> variable : configured.entrySet()) {
      String name = variable.getKey();
      if (name.isBlank() || name.contains("=")) {
        throw new LambdaImageException(
            "<environment>: '%s' cannot name a variable. Use letters, digits and '_'."
                .formatted(name));
      }
      String value = variable.getValue();
      refuseOfMachine(name, "PATH", value, machine);
      if (name.endsWith("PATH")) {
        refuseOfMachine(name, name, value, machine);
      }
      variables.put(name, value == null ? written(name, configuration) : value);
    }
    return variables;
  }

  /**
   * Maven puts this machine's variable in the place of <code>${PATH}</code>, before anybody sees
   * what was written: the image would be another one on each machine, and work on none.
   */
  private static void refuseOfMachine(
      String name, String path, @Nullable String value, Properties machine)
      throws LambdaImageException {
    String ofMachine = machine.getProperty("env." + path, "");
    if (value != null
        && ofMachine.contains("/")
        && ofMachine.indexOf(':') > 0
        && value.contains(ofMachine)) {
      throw new LambdaImageException(
          "<environment>: the value of '%s' has the '%s' of this machine in it, which is what Maven puts in the place of '${%s}'. Write '$%s' for that of the base."
              .formatted(name, path, path, path));
    }
  }

  private static String written(String name, @Nullable Xpp3Dom configuration) {
    Xpp3Dom all = configuration == null ? null : configuration.getChild("environment");
    Xpp3Dom variable = all == null ? null : all.getChild(name);
    String text = variable == null ? null : variable.getValue();
    return text == null ? "" : text;
  }
}

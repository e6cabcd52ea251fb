package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import java.util.Optional;
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
   * @param configured as Maven fills them: {@code null} for an empty value, and for one that only
   *     refers to a property that does not exist
   * @param configuration of the goal, as in the POM: such a reference may mean a variable of the
   *     base
   * @param machine references that Maven has replaced with variables of this machine
   * @throws LambdaImageException for an invalid name, and for a variable of this machine
   */
  static SortedMap<String, String> of(
      Map<String, @Nullable String> configured,
      @Nullable Xpp3Dom configuration,
      MachineReferences machine)
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
      Optional<String> ofMachine = value == null ? Optional.empty() : machine.in(name, value);
      if (ofMachine.isPresent()) {
        throw new LambdaImageException(
            "<environment>: the value of '%s' has the '%s' of this machine in it, which is what Maven puts in the place of '${%s}'. Write '$%s' for that of the base, or '${env.%s}' if this machine's is meant."
                .formatted(
                    name, ofMachine.get(), ofMachine.get(), ofMachine.get(), ofMachine.get()));
      }
      variables.put(name, value == null ? written(name, configuration) : value);
    }
    return variables;
  }

  private static String written(String name, @Nullable Xpp3Dom configuration) {
    Xpp3Dom all = configuration == null ? null : configuration.getChild("environment");
    Xpp3Dom variable = all == null ? null : all.getChild(name);
    String text = variable == null ? null : variable.getValue();
    return text == null ? "" : text;
  }
}

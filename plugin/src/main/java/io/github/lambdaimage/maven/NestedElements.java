package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values of maps that are XML themselves. Maven gives the same for them as for an empty
 * element, so what the user wrote would be lost.
 */
final class NestedElements {

  /** The parameters that are maps, by their path in the configuration. */
  private static final String[][] MAPS = {
    {"environment"}, {"labels"}, {"checks"}, {"repositorySettings", "tags"}
  };

  private NestedElements() {}

  /**
   * Refuses them.
   *
   * @param configuration of the goal, as it is in the POM
   */
  static void refuse(@Nullable Xpp3Dom configuration) throws LambdaImageException {
    for (String[] path : MAPS) {
      Xpp3Dom map = configuration;
      for (String name : path) {
        map = map == null ? null : map.getChild(name);
      }
      for (Xpp3Dom entry : map == null ? new Xpp3Dom[0] : map.getChildren()) {
        if (entry.getChildCount() > 0) {
          throw new LambdaImageException(
              "<%s>: the value of <%s> is XML (<%s>), and would be lost. An element is a name and its text the value, as in <NAME>value</NAME>; '<' in a value is written '&lt;'."
                  .formatted(
                      String.join("><", List.of(path)),
                      entry.getName(),
                      entry.getChild(0).getName()));
        }
      }
    }
  }
}

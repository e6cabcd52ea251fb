package io.github.lambdaimage.maven;

import java.util.List;
import org.apache.maven.model.ConfigurationContainer;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** What a POM tells another plugin. */
final class PomElement {

  private PomElement() {}

  /**
   * The text of an element; {@code null} where none has it, or only an empty one.
   *
   * @param containers the executions and plugins that may have it, the first that does first
   */
  static @Nullable String text(List<? extends ConfigurationContainer> containers, String name) {
    for (ConfigurationContainer container : containers) {
      if (container.getConfiguration() instanceof Xpp3Dom configuration) {
        Xpp3Dom element = configuration.getChild(name);
        String value = element == null ? null : element.getValue();
        if (value != null && !value.isBlank()) {
          return value.strip();
        }
      }
    }
    return null;
  }
}

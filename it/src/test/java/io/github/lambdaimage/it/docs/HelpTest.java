package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What the plugin says of its goals to people who ask it, and to Eclipse. */
class HelpTest {

  private static final Path FOR_ECLIPSE =
      Path.of("../plugin/target/classes/META-INF/m2e/lifecycle-mapping-metadata.xml");

  private final PluginDescriptor plugin = PluginDescriptor.read();

  HelpTest() throws Exception {}

  @Test
  void everyGoalAndParameterIsDescribed() {
    assertThat(plugin.descriptions())
        .containsKey("push createRepository")
        .allSatisfy((name, text) -> assertThat(text.strip()).as(name).matches("(?s).{15,}[.)>]"));
  }

  @Test
  void helpKnowsAllOfThem() throws Exception {
    assertThat(PluginDescriptor.ofHelp().descriptions().keySet())
        .isEqualTo(plugin.descriptions().keySet());
  }

  @Test
  void eclipseIsToldOfEveryGoalThatMayBeBound() throws Exception {
    Element mapping = PluginDescriptor.parse(FOR_ECLIPSE);
    Set<String> named = new TreeSet<>();
    PluginDescriptor.elements(mapping, "goal").forEach(it -> named.add(it.getTextContent()));
    Set<String> goals = new TreeSet<>(plugin.goals());
    goals.remove("help");

    assertThat(named).isEqualTo(goals);
    assertThat(PluginDescriptor.elements(mapping, "ignore")).hasSize(1);
  }
}

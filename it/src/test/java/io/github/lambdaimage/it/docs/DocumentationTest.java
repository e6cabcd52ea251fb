package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final int README_LIMIT = 200;
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));
  private final PluginDescriptor plugin = PluginDescriptor.read();

  DocumentationTest() throws Exception {}

  @Test
  void readmeIsShort() {
    assertThat(readme).hasSizeLessThan(README_LIMIT);
  }

  @Test
  void readmeShowsThePluginConfigurationOfTheSampleFunction() throws Exception {
    String pom = Files.readString(ROOT.resolve("sample-function/pom.xml"));

    assertThat(pluginIn(String.join("\n", readme)))
        .isEqualTo(pluginIn(pom).replace("${project.version}", releasedVersion()));
  }

  /** While a version is made, README names the one before; .ci/set-version changes it. */
  private String releasedVersion() {
    String named = valueOf(pluginIn(String.join("\n", readme)), "version");
    if (plugin.version().endsWith("-SNAPSHOT")) {
      assertThat(named).matches("\\d+\\.\\d+\\.\\d+");
      return named;
    }
    return plugin.version();
  }

  @Test
  void readmeNamesTheGoalsThatThereAre() {
    assertThat(firstColumn("goal"))
        .isEqualTo(
            plugin.goals().stream().map(it -> "lambda-image:" + it).collect(Collectors.toSet()));
  }

  @Test
  void readmeNamesTheParametersThatThereAre() {
    assertThat(firstColumn("parameter")).isEqualTo(plugin.parameters());
  }

  @Test
  void everyPropertyOnACommandLineOfReadmeIsAParameter() {
    Set<String> named = new HashSet<>();
    for (MatchResult option :
        Pattern.compile("-Dlambda-image\\.(\\w+)")
            .matcher(String.join("\n", readme))
            .results()
            .toList()) {
      named.add(option.group(1));
    }

    assertThat(plugin.parameters()).containsAll(named);
    assertThat(named).isNotEmpty();
  }

  /** The names in the first column of the table whose head begins with this word. */
  private Set<String> firstColumn(String head) {
    Set<String> names = new TreeSet<>();
    int row =
        readme.indexOf(
            readme.stream()
                .filter(it -> it.startsWith("| " + head + " |"))
                .findFirst()
                .orElseThrow());
    for (row += 2; readme.get(row).startsWith("|"); row++) {
      Matcher name = CODE.matcher(readme.get(row).split("\\|", -1)[1]);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private static String valueOf(String xml, String element) {
    Matcher value = Pattern.compile("<" + element + ">([^<]+)</").matcher(xml);
    assertThat(value.find()).isTrue();
    return value.group(1);
  }

  /** The text of the one element {@code <plugin>}, without the indentation that it has there. */
  private static String pluginIn(String text) {
    Matcher plugin = Pattern.compile("(?s)( *)<plugin>.*?</plugin>").matcher(text);
    assertThat(plugin.find()).isTrue();
    return plugin.group().replaceAll("(?m)^" + plugin.group(1), "");
  }
}

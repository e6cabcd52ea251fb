package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final int README_LIMIT = 200;
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));
  private final List<String> parameters = Files.readAllLines(ROOT.resolve("docs/parameters.md"));
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
        .isEqualTo(
            pluginIn(pom)
                .replace("${project.version}", releasedVersion())
                // It has one handler, which the plugin finds.
                .replaceFirst("(?s) *<configuration>.*</configuration>\n", ""));
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
    assertThat(firstColumn(readme, "goal"))
        .isEqualTo(
            plugin.goals().stream().map(it -> "lambda-image:" + it).collect(Collectors.toSet()));
  }

  @Test
  void theParametersThatThereAreHaveAPage() {
    assertThat(firstColumn(parameters, "parameter")).isEqualTo(plugin.parameters());
  }

  /** Each row of README's comparison is a heading there, and each of its cells a line below it. */
  @Test
  void everyCellAboutOtherToolsHasItsEvidence() throws Exception {
    List<String> evidence = Files.readAllLines(ROOT.resolve("docs/which-tool.md"));
    List<String> tools = List.of("This plugin", "Jib", "Dockerfile", "SAM");
    List<String> rows = table(readme, "you want");

    assertThat(rows).hasSizeGreaterThan(10);
    for (String row : rows) {
      List<String> cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
      String need = cells.get(1);
      int heading =
          evidence.indexOf(
              "## " + need.substring(0, 1).toUpperCase(Locale.ROOT) + need.substring(1));
      assertThat(heading).as(need).isPositive();
      for (int tool = 0; tool < tools.size(); tool++) {
        assertThat(evidence.get(heading + 2 + tool))
            .startsWith("- **" + tools.get(tool) + ": " + cells.get(tool + 2) + ".** ")
            // A page, or a test or command by its name.
            .containsPattern("\\]\\(|`");
      }
    }
  }

  @Test
  void everyPropertyOnACommandLineIsAParameter() throws Exception {
    Set<String> named = new HashSet<>();
    List<String> pages = new ArrayList<>(readme);
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      for (Path page : docs.filter(it -> it.toString().endsWith(".md")).toList()) {
        pages.addAll(Files.readAllLines(page));
      }
    }
    for (MatchResult option :
        Pattern.compile("-Dlambda-image\\.(\\w+)")
            .matcher(String.join("\n", pages))
            .results()
            .toList()) {
      named.add(option.group(1));
    }

    assertThat(plugin.parameters()).containsAll(named);
    assertThat(named).isNotEmpty();
  }

  /** The names in the first column of the table whose head begins with this word. */
  private static Set<String> firstColumn(List<String> page, String head) {
    Set<String> names = new TreeSet<>();
    for (String row : table(page, head)) {
      Matcher name = CODE.matcher(row.split("\\|", -1)[1]);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private static List<String> table(List<String> page, String head) {
    return page.stream()
        .dropWhile(it -> !it.startsWith("| " + head + " |"))
        .takeWhile(it -> it.startsWith("|"))
        .skip(2)
        .toList();
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

package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final int README_LIMIT = 200;
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));

  DocumentationTest() throws IOException {}

  @Test
  void readmeIsShort() {
    assertThat(readme).hasSizeLessThan(README_LIMIT);
  }

  @Test
  void readmeShowsThePluginConfigurationOfTheSampleFunction() throws Exception {
    String pom = Files.readString(ROOT.resolve("sample-function/pom.xml"));
    String version =
        parse(ROOT.resolve("pom.xml")).getElementsByTagName("version").item(0).getTextContent();

    assertThat(pluginIn(String.join("\n", readme)))
        .isEqualTo(pluginIn(pom).replace("${project.version}", version));
  }

  @Test
  void readmeNamesTheGoalsThatThereAre() throws Exception {
    Set<String> goals = new TreeSet<>();
    for (Element mojo : elements(descriptor(), "mojo")) {
      goals.add("lambda-image:" + child(mojo, "goal"));
    }

    assertThat(firstColumn("goal")).isEqualTo(goals);
  }

  @Test
  void readmeNamesTheParametersThatThereAre() throws Exception {
    assertThat(firstColumn("parameter")).isEqualTo(parameters());
  }

  @Test
  void everyPropertyOnACommandLineOfReadmeIsAParameter() throws Exception {
    Set<String> named = new HashSet<>();
    for (MatchResult option :
        Pattern.compile("-Dlambda-image\\.(\\w+)")
            .matcher(String.join("\n", readme))
            .results()
            .toList()) {
      named.add(option.group(1));
    }

    assertThat(parameters()).containsAll(named);
    assertThat(named).isNotEmpty();
  }

  /** What users may set, in any goal but "help", which documents itself. */
  private static Set<String> parameters() throws Exception {
    Set<String> names = new TreeSet<>();
    for (Element mojo : elements(descriptor(), "mojo")) {
      if (!child(mojo, "goal").equals("help")) {
        for (Element parameter : elements(mojo, "parameter")) {
          if (child(parameter, "editable").equals("true")) {
            names.add(child(parameter, "name"));
          }
        }
      }
    }
    return names;
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

  /** The text of the one element {@code <plugin>}, without the indentation that it has there. */
  private static String pluginIn(String text) {
    Matcher plugin = Pattern.compile("(?s)( *)<plugin>.*?</plugin>").matcher(text);
    assertThat(plugin.find()).isTrue();
    return plugin.group().replaceAll("(?m)^" + plugin.group(1), "");
  }

  private static Element descriptor() throws Exception {
    return parse(ROOT.resolve("plugin/target/classes/META-INF/maven/plugin.xml"))
        .getDocumentElement();
  }

  private static Document parse(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static Collection<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static String child(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }
}

package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whoever looks for a line of what they had must find it, and what it leads to must be there. */
class ComingFromTest {

  private static final String NEXT_SECTION = "\n## ";

  /** All instructions that a Dockerfile can have. */
  private static final List<String> INSTRUCTIONS =
      List.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "COPY --chmod",
          "COPY --chown",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");

  /** The configuration of jib-maven-plugin 3, and its goals. */
  private static final List<String> OF_JIB =
      List.of(
          "<allowInsecureRegistries>",
          "<container><appRoot>",
          "<container><args>",
          "<container><creationTime>",
          "<container><entrypoint>",
          "<container><environment>",
          "<container><expandClasspathDependencies>",
          "<container><extraClasspath>",
          "<container><filesModificationTime>",
          "<container><format>",
          "<container><jvmFlags>",
          "<container><labels>",
          "<container><mainClass>",
          "<container><ports>",
          "<container><user>",
          "<container><volumes>",
          "<container><workingDirectory>",
          "<containerizingMode>",
          "<dockerClient>",
          "<extraDirectories><paths>",
          "<extraDirectories><permissions>",
          "<from><auth>",
          "<from><image>",
          "<from><platforms>",
          "<outputPaths>",
          "<pluginExtensions>",
          "<skip>",
          "<to><auth>",
          "<to><credHelper>",
          "<to><image>",
          "<to><tags>",
          "jib:build",
          "jib:buildTar",
          "jib:dockerBuild");

  private static final List<String> OF_SAM =
      List.of(
          "Architectures",
          "Command",
          "DockerBuildArgs",
          "DockerBuildTarget",
          "DockerContext",
          "DockerTag",
          "Dockerfile",
          "EntryPoint",
          "ImageUri",
          "PackageType: Image",
          "WorkingDirectory",
          "sam build",
          "sam local invoke",
          "sam local start-api",
          "sam local start-lambda",
          "sam package");

  private final String page = Files.readString(Path.of("../docs/coming-from.md"));
  private final PluginDescriptor plugin = PluginDescriptor.read();

  ComingFromTest() throws Exception {}

  @Test
  void everyInstructionOfADockerfileHasALine() {
    assertThat(left("Dockerfile")).contains(INSTRUCTIONS.toArray(String[]::new));
  }

  @Test
  void everyElementOfJibHasALine() {
    assertThat(left("jib-maven-plugin")).contains(OF_JIB.toArray(String[]::new));
  }

  @Test
  void everyPartOfATemplateThatIsOfImagesHasALine() {
    assertThat(left("SAM")).contains(OF_SAM.toArray(String[]::new));
  }

  @Test
  void everyParameterThatIsNamedIsThere() throws Exception {
    Set<String> known = new TreeSet<>(plugin.parameters());
    known.addAll(elementsOfExtraFile());
    known.add("extraFile");
    Set<String> named = new TreeSet<>();
    for (String cell : right()) {
      // "<server>" is of settings.xml, and the text says so.
      named.addAll(found(cell.replace("`<server>` of settings.xml", ""), "<(\\w+)>"));
    }

    assertThat(known).containsAll(named);
    assertThat(named).contains("handler", "from", "into");
    assertThat(plugin.parameters()).containsAll(found(page, "-Dlambda-image\\.(\\w+)"));
  }

  @Test
  void everyGoalThatIsNamedIsThere() {
    assertThat(plugin.goals()).containsAll(found(page, "lambda-image:([\\w-]+)"));
  }

  @Test
  void theExampleHasNothingButParameters() throws Exception {
    Matcher example = Pattern.compile("(?s)```xml\n(.*?)```").matcher(page);
    assertThat(example.find()).isTrue();
    Element configuration =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(example.group(1).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();

    assertThat(configuration.getTagName()).isEqualTo("configuration");
    assertThat(plugin.parameters()).containsAll(children(configuration));
    for (Element extraFile : elements(configuration, "extraFile")) {
      assertThat(elementsOfExtraFile()).containsAll(children(extraFile));
    }
  }

  /** What is in code in the first column of a section's table, and what it begins with. */
  private Set<String> left(String section) {
    String start = NEXT_SECTION + section + "\n";
    assertThat(page).contains(start);
    String text = page.substring(page.indexOf(start) + start.length());
    int end = text.indexOf(NEXT_SECTION);
    Set<String> names = new TreeSet<>();
    for (String[] row : rows(end < 0 ? text : text.substring(0, end))) {
      for (String name : found(row[1], "`([^`]+)`")) {
        names.add(name);
        for (int space = name.indexOf(' '); space > 0; space = name.indexOf(' ', space + 1)) {
          names.add(name.substring(0, space));
        }
      }
    }
    return names;
  }

  private List<String> right() {
    return rows(page).stream().map(it -> it[2]).toList();
  }

  /** The cells of the rows of tables, from index 1 on. */
  private static List<String[]> rows(String text) {
    List<String[]> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| there ")) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(4);
        rows.add(cells);
      }
    }
    return rows;
  }

  /** What Maven fills in an {@code <extraFile>}, which the plugin's descriptor does not say. */
  private static Set<String> elementsOfExtraFile() throws IOException {
    return found(
        Files.readString(
            Path.of("../plugin/src/main/java/io/github/lambdaimage/maven/ExtraFile.java")),
        "(?m)^  private [^(]*? (\\w+)(?: = [^;]*)?;");
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> children(Element element) {
    Set<String> names = new TreeSet<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element it) {
        names.add(it.getTagName());
      }
    }
    return names;
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < parent.getElementsByTagName(name).getLength(); i++) {
      elements.add((Element) parent.getElementsByTagName(name).item(i));
    }
    return elements;
  }
}

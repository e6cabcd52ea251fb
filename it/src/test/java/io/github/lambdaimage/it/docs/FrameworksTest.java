package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.xml.sax.InputSource;

class FrameworksTest {

  private static final Path PROJECT = Path.of("src/it/frameworks-answer");

  /** A section names the module that it is taken from. */
  private static final Pattern MODULE =
      Pattern.compile("\\]\\(\\.\\./it/src/it/frameworks-answer/([\\w-]+)\\)");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```xml\n(.*?)^```$");

  /**
   * What has a place in a POM of which nobody has to be told; the last two are of this plugin's.
   */
  private static final Set<String> WHOLE =
      Set.of(
          "dependency",
          "dependencyManagement",
          "plugin",
          "sourceDirectory",
          "environment",
          "content");

  private final String page = Files.readString(Path.of("../docs/frameworks.md"));

  FrameworksTest() throws IOException {}

  @Test
  void everyModuleOfTheProjectHasASection() throws IOException {
    Set<String> modules = new TreeSet<>();
    Matcher module =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(PROJECT.resolve("pom.xml")));
    while (module.find()) {
      modules.add(module.group(1));
    }

    assertThat(sections().stream().map(FrameworksTest::module).collect(Collectors.toSet()))
        .isEqualTo(modules)
        .isNotEmpty();
  }

  @Test
  void everyElementIsOneOfThatModule() throws Exception {
    for (String section : sections()) {
      String pom = Files.readString(PROJECT.resolve(module(section)).resolve("pom.xml"));
      Set<String> ofModule = new HashSet<>();
      addAll(parse(withVersions(pom)), ofModule);

      for (Element element : shown(section)) {
        assertThat(ofModule).as(section).contains(text(element));
      }
    }
  }

  /** Copied into a POM, it builds: nothing is cut off, and each version is said somewhere. */
  @Test
  void everyElementIsWhole() throws Exception {
    for (String section : sections()) {
      List<Element> shown = shown(section);
      assertThat(shown).as(section).isNotEmpty();
      assertThat(WHOLE).as(section).containsAll(shown.stream().map(Element::getTagName).toList());
      boolean managed =
          shown.stream().anyMatch(it -> it.getTagName().equals("dependencyManagement"));
      for (Element element : shown) {
        if (element.getTagName().equals("dependency")) {
          assertThat(managed || text(element).contains("<version>")).as(section).isTrue();
        }
      }
    }
  }

  /** The parts of the page that are taken from a module. */
  private List<String> sections() {
    List<String> sections = new ArrayList<>();
    for (String section : page.split("(?m)^## ", -1)) {
      if (MODULE.matcher(section).find()) {
        sections.add(section);
      }
    }
    return sections;
  }

  private static String module(String section) {
    Matcher module = MODULE.matcher(section);
    assertThat(module.find()).isTrue();
    return module.group(1);
  }

  /** The elements of a section's blocks, which have to be well-formed. */
  private static List<Element> shown(String section) throws Exception {
    List<Element> shown = new ArrayList<>();
    Matcher block = BLOCK.matcher(section);
    while (block.find()) {
      shown.addAll(children(parse("<block>" + block.group(1) + "</block>")));
    }
    return shown;
  }

  /** The invoker puts versions of this project in the place of their names. */
  private static String withVersions(String pom) throws IOException {
    String parent = Files.readString(Path.of("../pom.xml"));
    return Pattern.compile("@([\\w.-]+\\.version)@")
        .matcher(pom)
        .replaceAll(
            name -> {
              Matcher value =
                  Pattern.compile("<" + Pattern.quote(name.group(1)) + ">([^<]+)<").matcher(parent);
              return Matcher.quoteReplacement(value.find() ? value.group(1) : name.group());
            });
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static void addAll(Element element, Set<String> texts) {
    texts.add(text(element));
    for (Element child : children(element)) {
      addAll(child, texts);
    }
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node it = element.getFirstChild(); it != null; it = it.getNextSibling()) {
      if (it instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  /** An element as it is written, however it is indented. */
  private static String text(Element element) {
    List<Element> children = children(element);
    String content =
        children.isEmpty()
            ? element.getTextContent().strip()
            : children.stream().map(FrameworksTest::text).collect(Collectors.joining());
    return "<%s>%s</%s>".formatted(element.getTagName(), content, element.getTagName());
  }
}

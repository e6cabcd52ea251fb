package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameworksTest {

  private static final Path PROJECT = Path.of("src/it/frameworks-answer");

  /** A section names the module that it is taken from. */
  private static final Pattern MODULE =
      Pattern.compile("\\]\\(\\.\\./it/src/it/frameworks-answer/([\\w-]+)\\)");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```xml\n(.*?)^```$");

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
  void everyLineOfAPomIsOfThatModule() throws IOException {
    for (String section : sections()) {
      String pom = lines(Files.readString(PROJECT.resolve(module(section)).resolve("pom.xml")));
      Matcher block = BLOCK.matcher(section);
      assertThat(block.find()).as(section).isTrue();
      do {
        assertThat(pom).contains(lines(block.group(1)));
      } while (block.find());
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

  /** Without indentation. */
  private static String lines(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}

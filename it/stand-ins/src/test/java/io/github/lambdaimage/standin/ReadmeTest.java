package io.github.lambdaimage.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.standin.ecr.EcrServerBuilder;
import io.github.lambdaimage.standin.registry.RegistryServerBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private final String readme = Files.readString(Path.of("README.md")).replace("\r\n", "\n");
  private final List<Path> tests;

  ReadmeTest() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
    }
  }

  @Test
  void everyExampleIsPartOfATest() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (Path test : tests) {
      sources.append(flat(Files.readString(test)));
    }

    List<String> examples = found("(?s)```java\n(.*?)```");
    assertThat(examples).hasSizeGreaterThan(5);
    assertThat(examples).allSatisfy(example -> assertThat(sources).contains(flat(example)));
  }

  @Test
  void theTestsThatItPointsToAreThere() {
    List<String> named = found("`(\\w+Test)`");
    assertThat(named).isNotEmpty();
    assertThat(tests.stream().map(file -> file.getFileName().toString()))
        .containsAll(named.stream().map(name -> name + ".java").toList());
  }

  @Test
  void theOptionsThatItNamesAreThere() {
    Set<String> options =
        Stream.of(RegistryServerBuilder.class, EcrServerBuilder.class)
            .flatMap(builder -> Arrays.stream(builder.getMethods()))
            .map(Method::getName)
            .collect(Collectors.toSet());
    List<String> named = found("`(\\w+)\\([^`]*\\)`");
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(options).containsAll(named);
  }

  private List<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(readme)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  /** Without what the formatter decides. */
  private static String flat(String code) {
    return code.replaceAll("\\s+", "");
  }
}

package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JarManifestTest {

  /** Each of them would give another image on another machine, or tomorrow. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Created-By",
        "created-by",
        "Build-Jdk-Spec",
        "Build-Time",
        "Built-By",
        "Bnd-LastModified"
      })
  void doesNotTellWhereAndWhenItWasMade(String name) throws Exception {
    JarManifest manifest = JarManifest.of(Map.of(name, "x", "Sealed", "true"), Map.of());

    assertThat(manifest.attributes()).containsOnlyKeys("Sealed");
  }

  @ParameterizedTest
  @CsvSource({
    "Multi-Release, true,    true",
    "multi-release, ' TRUE', true",
    "Multi-Release, false,   false",
    "Multi-Release, '',      false",
    "Sealed,        true,    false"
  })
  void isMultiReleaseAsJavaReadsIt(String name, String value, boolean expected) throws Exception {
    assertThat(of(Map.of(name, value)).isMultiRelease()).isEqualTo(expected);
  }

  @Test
  void takesNamesThatDifferInCaseForOne() throws Exception {
    JarManifest upper = of(Map.of("IMPLEMENTATION-VERSION", "2", "Sealed", "true"));
    JarManifest lower = of(Map.of("Implementation-Version", "1", "Main-Class", "A"));

    assertThat(upper.over(lower).attributes())
        .containsExactly(
            entry("Implementation-Version", "2"),
            entry("Main-Class", "A"),
            entry("Sealed", "true"));
  }

  @Test
  void hasTheSectionsOfBoth() throws Exception {
    JarManifest upper = JarManifest.of(Map.of(), Map.of("a/", Map.of("Sealed", "true")));
    JarManifest lower =
        JarManifest.of(
            Map.of(), Map.of("a/", Map.of("Sealed", "false", "X", "1"), "b/", Map.of("Y", "2")));

    assertThat(upper.over(lower).sections())
        .containsExactly(
            entry("a/", of(Map.of("Sealed", "true", "X", "1")).attributes()),
            entry("b/", of(Map.of("Y", "2")).attributes()));
  }

  /** Otherwise the second line would be an attribute of its own. */
  @Test
  void hasEachValueInOneLine() throws Exception {
    assertThat(of(Map.of("Description", " one\n  Main-Class: two\r\n ")).attributes())
        .containsExactly(entry("Description", "one Main-Class: two"));
    assertThat(of(Map.of("Description", "one\rMain-Class: two")).attributes())
        .containsExactly(entry("Description", "one Main-Class: two"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "-", "_", "Bundle-Name_2"})
  void takesNamesOfLettersDigitsAndTwoSigns(String name) throws Exception {
    assertThat(of(Map.of(name, "x")).attributes()).containsOnlyKeys(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my.name", "a b", "ä", "a:b", "`", "{", "@", "[", "/", ":"})
  void refusesNamesThatJavaRefuses(String name) {
    assertThatThrownBy(() -> of(Map.of(name, "x")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The manifest of a jar cannot have an attribute '%s': Java knows names of at most 70 letters",
            name);
  }

  @Test
  void refusesNamesThatAreTooLong() throws Exception {
    assertThat(of(Map.of("a".repeat(70), "x")).attributes()).hasSize(1);
    assertThatThrownBy(() -> of(Map.of("a".repeat(71), "x")))
        .isInstanceOf(LambdaImageException.class);
  }

  @Test
  void isAnotherTextWhereverItSaysAnotherThing() throws Exception {
    assertThat(
            new String[] {
              JarManifest.EMPTY.text(),
              of(Map.of("a", "b")).text(),
              of(Map.of("a", "c")).text(),
              JarManifest.of(Map.of(), Map.of("a", Map.of("b", "c"))).text(),
              JarManifest.of(Map.of(), Map.of("a", Map.of("b", "d"))).text(),
              JarManifest.of(Map.of("b", "c"), Map.of("a", Map.of())).text()
            })
        .doesNotHaveDuplicates();
  }

  private static JarManifest of(Map<String, String> attributes) throws LambdaImageException {
    return JarManifest.of(attributes, Map.of());
  }
}

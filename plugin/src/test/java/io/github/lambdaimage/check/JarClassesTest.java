package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.content.TestParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of the classes of jars. */
class JarClassesTest {

  @TempDir Path directory;

  @Test
  void haveNoOtherClasses() {
    JarClasses classes =
        JarClasses.of(new TreeMap<>(), List.of("b/B.class", "a/A.class", "c/C.class"));

    assertThat(classes.mayHave("a/A.class")).isTrue();
    assertThat(classes.mayHave("b/B.class")).isTrue();
    assertThat(classes.mayHave("c/C.class")).isTrue();
    assertThat(classes.mayHave("a/B.class")).isFalse();
    assertThat(classes.mayHave("d/D.class")).isFalse();
  }

  @Test
  void areRememberedWithWhatOccursTwice() {
    Map<String, String> twice = Map.of("a/A.class", "one message", "b/B.class", "another");
    Remembered<JarClasses> memory = JarClasses.in(CacheDirectory.in(directory));
    memory.keep("key", JarClasses.of(new TreeMap<>(twice), List.of("a/A.class", "b/B.class")));

    JarClasses found = Objects.requireNonNull(memory.find("key"));

    assertThat(found.duplicates()).isEqualTo(twice);
    assertThat(found.mayHave("a/A.class")).isTrue();
    assertThat(found.mayHave("b/B.class")).isTrue();
    assertThat(found.mayHave("c/C.class")).isFalse();
  }

  @Test
  void areRememberedWhereThereAreNone() {
    Remembered<JarClasses> memory = JarClasses.in(CacheDirectory.in(directory));
    memory.keep("key", JarClasses.of(new TreeMap<>(), List.of()));

    JarClasses found = Objects.requireNonNull(memory.find("key"));

    assertThat(found.duplicates()).isEmpty();
    assertThat(found.mayHave("a/A.class")).isFalse();
  }

  @Test
  void areKnownByTheJarsAndTheirOrder() throws Exception {
    List<Part> jars = List.of(TestParts.of(null), TestParts.of(null));
    String key = JarClasses.key(jars, List.of("a.jar", "b.jar"));

    assertThat(JarClasses.key(jars, List.of("a.jar", "b.jar"))).isEqualTo(key);
    assertThat(JarClasses.key(jars, List.of("b.jar", "a.jar"))).isNotEqualTo(key);
    assertThat(JarClasses.key(jars.subList(0, 1), List.of("a.jar", "b.jar"))).isNotEqualTo(key);
  }
}

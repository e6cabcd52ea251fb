package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Dependency;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarPlacesTest {

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void compile() throws Exception {
    function = new Compiled(directory).classes("public class Hello {}");
  }

  @Test
  void acceptsJarsWhereTheRuntimeLooks() throws Exception {
    function
        .library(RealJars.dependency("org.slf4j:slf4j-simple"))
        .extraFile(jar("extra+1.jar"), "lib")
        .extraFile(jar("layer.jar"), "/opt/java/lib")
        .extraFile(jar("data.jar"), "/opt/data");

    assertThat(image().problems(Check.LAYOUT)).isEmpty();
    assertThat(image().notes(Check.LAYOUT)).isEmpty();
  }

  @Test
  void saysThatAJarHasAnotherNameInTheImage() throws Exception {
    Dependency real = RealJars.dependency("org.slf4j:slf4j-simple");
    function.library(
        new Dependency("example", "c#", "1.0%2B", "", real.source(), Dependency.Stability.RELEASE));

    assertThat(image().problems(Check.LAYOUT)).isEmpty();
    assertThat(image().notes(Check.LAYOUT))
        .containsExactly(
            "'c#-1.0%2B.jar' is called 'c_-1.0_2B.jar' in the image: the runtime cannot load a jar with '%' or '#' in its name.");
  }

  @Test
  void reportsJarsAboveAndBelowTheFolder() throws Exception {
    function.extraFile(jar("above.jar"), "").extraFile(jar("below.jar"), "lib/more");

    assertThat(image().problems(Check.LAYOUT))
        .containsExactly(
            "The runtime will not load '/var/task/above.jar': it takes jars from '/var/task/lib/' alone, not from folders above or below. Set <into>lib</into>, or make it a dependency.",
            "The runtime will not load '/var/task/lib/more/below.jar': it takes jars from '/var/task/lib/' alone, not from folders above or below. Set <into>lib</into>, or make it a dependency.");
  }

  @Test
  void reportsNamesThatTheRuntimeDoesNotTake() throws Exception {
    function
        .extraFile(jar("UPPER.JAR"), "lib")
        .extraFile(jar("c#.jar"), "lib")
        .extraFile(jar("a%20b.jar"), "/opt/java/lib");

    assertThat(image().problems(Check.LAYOUT))
        .hasSize(3)
        .contains(
            "The runtime will not load '/var/task/lib/UPPER.JAR': a jar's name has to end with '.jar' in lower case, and to be without '%' and '#'. Rename the file.")
        .anyMatch(it -> it.contains("'/var/task/lib/c#.jar'"))
        .anyMatch(it -> it.contains("'/opt/java/lib/a%20b.jar'"));
  }

  @Test
  void leavesAgentsAlone() throws Exception {
    function.extraFile(jar("agent.jar"), "");

    assertThat(
            image()
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:/var/task/agent.jar")
                .problems(Check.LAYOUT))
        .isEmpty();
  }

  @Test
  void leavesAJarAloneThatAVariableNamesWithoutItsFolder() throws Exception {
    function.extraFile(jar("agent.jar"), "agents");

    assertThat(
            image()
                .environment("LIBRARIES", "other.jar agent.jar")
                .environment("OTHER", "x")
                .problems(Check.LAYOUT))
        .isEmpty();
    assertThat(image().environment("LIBRARIES", "other.jar").problems(Check.LAYOUT)).hasSize(1);
  }

  private CheckedImage image() throws Exception {
    return new CheckedImage(directory, function.layers());
  }

  private Path jar(String name) throws Exception {
    Path real = RealJars.dependency("commons-logging:commons-logging").source().path();
    return Files.copy(real, directory.resolve(name));
  }
}

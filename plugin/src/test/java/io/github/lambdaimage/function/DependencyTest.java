package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency.Stability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyTest {

  @Test
  void isNamedAsInAMavenRepository() {
    assertThat(dependency("1.0", "").jarName()).isEqualTo("netty-1.0.jar");
    assertThat(dependency("1.0", "linux-x86_64").jarName()).isEqualTo("netty-1.0-linux-x86_64.jar");
  }

  /** The runtime makes a URL of the name, without escaping what means something in one. */
  @Test
  void hasNoLetterInTheImageThatTheRuntimeWouldTakeForAnother() {
    assertThat(dependency("1.0%20#2", "").loadableName()).isEqualTo("netty-1.0_20_2.jar");
    assertThat(dependency("1.0+2", "").loadableName()).isEqualTo("netty-1.0+2.jar");
  }

  @Test
  void isTheProjectsOwnUnlessOthersBringIt() {
    Dependency own = dependency("1.0", "");

    assertThat(own.broughtBy()).isEmpty();
    assertThat(own.broughtBy(List.of("g:client")).broughtBy()).containsExactly("g:client");
  }

  @Test
  void keepsWhoBringsItWhateverHappensToTheListThatSaidSo() {
    List<String> others = new ArrayList<>(List.of("g:client"));
    Dependency dependency = dependency("1.0", "").broughtBy(others);
    others.clear();

    assertThat(dependency.broughtBy()).containsExactly("g:client");
  }

  @Test
  void isTheSameInAnotherPlace() {
    Dependency dependency = dependency("1.0", "tests").broughtBy(List.of("g:client"));
    Source place = new Source.PlainFile(Path.of("copy.jar"));

    assertThat(dependency.at(place).source()).isEqualTo(place);
    assertThat(dependency.at(place).at(dependency.source())).isEqualTo(dependency);
  }

  private static Dependency dependency(String version, String classifier) {
    return new Dependency(
        "io.netty", "netty", version, classifier, Path.of("any.jar"), Stability.RELEASE);
  }
}

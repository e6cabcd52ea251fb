package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPomTest {

  private static final String PLUGIN =
      "<plugins><plugin><groupId>g</groupId><artifactId>lambda-image-maven-plugin</artifactId>%s</plugin></plugins>";
  private static final String CONFIGURATION =
      "<configuration><entrypoint><argument>/x</argument></entrypoint></configuration>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<build>P</build>",
        "<build><pluginManagement>P</pluginManagement></build>",
        "<build>E</build>",
        "<profiles><profile><id>p</id><build>P</build></profile></profiles>",
        "<properties><lambda-image.entrypoint>/x</lambda-image.entrypoint></properties>",
        "<profiles><profile><id>p</id><properties><lambda-image.entrypoint>/x</lambda-image.entrypoint></properties></profile></profiles>"
      })
  void setsWhatItNames(String pom) throws Exception {
    assertThat(OwnPom.sets(project(pom), "entrypoint")).isTrue();
    assertThat(OwnPom.sets(project(pom), "content")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<build/>",
        "<build><plugins><plugin><groupId>g</groupId><artifactId>other</artifactId><configuration><entrypoint/></configuration></plugin></plugins></build>",
        "<build>N</build>"
      })
  void doesNotSetWhatItOnlyInherits(String pom) throws Exception {
    assertThat(OwnPom.sets(project(pom), "entrypoint")).isFalse();
  }

  @Test
  void setsNothingWhereThereIsNone() {
    assertThat(OwnPom.sets(new MavenProject(), "entrypoint")).isFalse();
  }

  private static MavenProject project(String pom) throws Exception {
    String text =
        pom.replace("P<", PLUGIN.formatted(CONFIGURATION) + "<")
            .replace(
                "E<",
                PLUGIN.formatted(
                        "<executions><execution>" + CONFIGURATION + "</execution></executions>")
                    + "<")
            .replace("N<", PLUGIN.formatted("") + "<");
    MavenProject project = new MavenProject();
    project.setOriginalModel(
        new MavenXpp3Reader().read(new StringReader("<project>" + text + "</project>")));
    return project;
  }
}

package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavaProgramTest {

  @Test
  void isTheOneInJavaHomeBeforeThoseOnThePath() throws Exception {
    BaseLayer layer = new BaseLayer().file("opt/jre/bin/java").file("usr/bin/java");

    assertThat(find(layer, "PATH=/usr/bin", "JAVA_HOME=/opt/jre")).contains("/opt/jre/bin/java");
  }

  @Test
  void isTheFirstOnThePathWithoutAJavaHomeThatHasIt() throws Exception {
    BaseLayer layer = new BaseLayer().file("opt/jre/bin/java").file("usr/bin/java");

    assertThat(find(layer, "JAVA_HOME=/absent", "PATH=bin:/opt/jre/bin/:/usr/bin"))
        .contains("/opt/jre/bin/java");
  }

  @Test
  void isOnTheUsualPathWhereTheBaseSetsNone() throws Exception {
    assertThat(find(new BaseLayer().file("usr/bin/java"))).contains("/usr/bin/java");
  }

  @Test
  void isNoLink() throws Exception {
    BaseLayer layer =
        new BaseLayer()
            .link("usr/bin/java", "../../etc/alternatives/java")
            .link("etc/alternatives/java", "/opt/jre/bin/java")
            .file("opt/jre/bin/java");

    assertThat(find(layer, "PATH=/usr/bin")).contains("/opt/jre/bin/java");
  }

  @Test
  void isAbsentWhereALinkLeadsToNothing() throws Exception {
    BaseLayer layer = new BaseLayer().link("usr/bin/java", "/opt/jre/bin/java");

    assertThat(find(layer, "PATH=/usr/bin:/bin")).isEmpty();
  }

  private static Optional<String> find(BaseLayer layer, String... environment) throws Exception {
    String variables = String.join("\",\"", environment);
    JsonObject config =
        JsonObject.parse(
            (environment.length == 0
                    ? "{\"config\":{}}"
                    : "{\"config\":{\"Env\":[\"" + variables + "\"]}}")
                .getBytes(UTF_8),
            "config");
    ImageName name = ImageName.parse("example.com/jre:21");
    return JavaProgram.find(
        new BaseImage(name, List.of(), config), BaseFiles.of(List.of(layer.listing())));
  }
}

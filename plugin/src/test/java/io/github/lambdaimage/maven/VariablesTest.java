package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  @ParameterizedTest
  @CsvSource({
    "PATH,    /opt/bin:/usr/bin",
    "PATH,    $PATH:/opt/bin",
    "URL,     ${HOST}/x",
    "COST,    5$",
    "EMPTY,   ''"
  })
  void areTakenAsTheyAre(String name, String value) throws Exception {
    assertThat(Variables.of(Map.of(name, value), null)).containsExactly(Map.entry(name, value));
  }

  /** Maven evaluates what is a reference and nothing else, and gives null where it has none. */
  @Test
  void areThoseOfThePomWhereMavenHasNoProperty() throws Exception {
    Map<String, @Nullable String> configured = new HashMap<>();
    configured.put("ROOT", null);
    configured.put("EMPTY", null);
    configured.put("SET", "as Maven has it");
    String pom =
        "<configuration><environment><ROOT>${LAMBDA_TASK_ROOT}</ROOT><EMPTY/><SET>${x}</SET></environment></configuration>";

    assertThat(Variables.of(configured, Xpp3DomBuilder.build(new StringReader(pom))))
        .containsExactly(
            Map.entry("EMPTY", ""),
            Map.entry("ROOT", "${LAMBDA_TASK_ROOT}"),
            Map.entry("SET", "as Maven has it"));
    assertThat(Variables.of(configured, null)).containsEntry("ROOT", "");
  }
}

package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  private static final Properties MACHINE = new Properties();

  static {
    MACHINE.setProperty("env.PATH", "/home/me/bin:/usr/bin");
    MACHINE.setProperty("env.LD_LIBRARY_PATH", "/home/me/lib:/usr/lib");
    MACHINE.setProperty("env.MODULE_PATH", "modules");
    MACHINE.setProperty("env.TZ", ":/etc/localtime");
    MACHINE.setProperty("env.JAVA_OPTIONS", "-javaagent:/opt/agent.jar");
  }

  @ParameterizedTest
  @CsvSource({
    "PATH,    /opt/bin:/usr/bin",
    "PATH,    $PATH:/opt/bin",
    "URL,     ${HOST}/x",
    "COST,    5$",
    "PATH,    /usr/bin",
    "MODULE_PATH, modules/more",
    "TZ,      :/etc/localtime",
    "JAVA_OPTIONS, -javaagent:/opt/agent.jar",
    "EMPTY,   ''"
  })
  void areTakenAsTheyAre(String name, String value) throws Exception {
    assertThat(Variables.of(Map.of(name, value), null, MACHINE))
        .containsExactly(Map.entry(name, value));
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

    assertThat(Variables.of(configured, Xpp3DomBuilder.build(new StringReader(pom)), MACHINE))
        .containsExactly(
            Map.entry("EMPTY", ""),
            Map.entry("ROOT", "${LAMBDA_TASK_ROOT}"),
            Map.entry("SET", "as Maven has it"));
    assertThat(Variables.of(configured, null, MACHINE)).containsEntry("ROOT", "");
  }

  @ParameterizedTest
  @CsvSource({
    "PATH,            /home/me/bin:/usr/bin:/opt/bin,     PATH",
    "OTHER,           /opt/bin:/home/me/bin:/usr/bin,     PATH",
    "LD_LIBRARY_PATH, /opt/lib:/home/me/lib:/usr/lib,     LD_LIBRARY_PATH"
  })
  void areNotThoseOfThisMachine(String name, String value, String ofMachine) {
    assertThatThrownBy(() -> Variables.of(Map.of(name, value), null, MACHINE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<environment>: the value of '%s' has the '%s' of this machine in it, which is what Maven puts in the place of '${%s}'. Write '$%s' for that of the base.",
            name, ofMachine, ofMachine, ofMachine);
  }
}

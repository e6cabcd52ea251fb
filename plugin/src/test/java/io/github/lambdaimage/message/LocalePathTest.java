package io.github.lambdaimage.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX) // Elsewhere the locale does not say how files are named.
class LocalePathTest {

  @Test
  void refusesInThePosixLocaleWhatIsNotAscii() throws Exception {
    assertThat(inLocale("POSIX"))
        .containsSubsequence(
            "the locale of this process", "LC_ALL=C.UTF-8", "the locale of this process")
        .doesNotContain("Exception in thread");
    assertThat(inLocale("C.UTF-8")).isEqualTo("ok\nok");
  }

  private static String inLocale(String locale) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Namer.class.getName());
    java.environment().put("LC_ALL", locale);
    java.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = java.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /** Makes both kinds of paths of a name that is not ASCII. */
  static final class Namer {

    private Namer() {}

    public static void main(String[] arguments) {
      try {
        System.out.println(LocalePath.of(new File("gr\u00fcsse")).isAbsolute() ? "" : "ok");
      } catch (LambdaImageException e) {
        System.out.println(e.getMessage());
      }
      try {
        System.out.println(LocalePath.of(Path.of("a"), "gr\u00fcsse").isAbsolute() ? "" : "ok");
      } catch (LambdaImageException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}

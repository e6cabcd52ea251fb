package io.github.lambdaimage.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a JVM of its own holds, as Linux and the JVM tell it. */
@EnabledOnOs(OS.LINUX)
class SnapshotFindingsTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private @Nullable Process process;

  /** Holds what it is told to, says so, and waits to be ended. */
  public static final class Holder {
    public static void main(String[] arguments) throws Exception {
      Object random = arguments[0].equals("random") ? new Random() : null;
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]))) {
        System.out.println("ready");
        System.in.read();
        System.out.println(random + " " + socket);
      }
    }
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void aConnectionAndARandomAreTold() throws Exception {
    try (ServerSocket database = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start("random", database.getLocalPort());

      assertThat(findings("127.0.0.1:1"))
          .satisfiesExactly(
              finding ->
                  assertThat(finding)
                      .contains("'127.0.0.1:" + database.getLocalPort() + "'", "beforeCheckpoint()")
                      .startsWith("SnapStart: "),
              finding -> assertThat(finding).contains("'java.util.Random'", "SecureRandom"));
    }
  }

  @Test
  void theRuntimeApiIsNotOneOfThem() throws Exception {
    try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start("none", api.getLocalPort());

      assertThat(findings("127.0.0.1:" + api.getLocalPort())).isEmpty();
    }
  }

  @Test
  void aHistogramIsReadByTheLine() {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:          3115         250000  [B (java.base@17.0.15)
          20:             1             32  java.util.Random (java.base@17.0.15)
          21:             1             32  java.util.SplittableRandomOfMine
        """;

    assertThat(SnapshotFindings.has(histogram, "java.util.Random")).isTrue();
    assertThat(SnapshotFindings.has("  2:  1  32  java.util.Random\n", "java.util.Random"))
        .isTrue();
    assertThat(SnapshotFindings.has(histogram, "java.util.SplittableRandom")).isFalse();
  }

  private List<String> findings(String api) throws Exception {
    return SnapshotFindings.of(requireNonNull(process).toHandle(), api);
  }

  private void start(String random, int port) throws Exception {
    process =
        new ProcessBuilder(
                JAVA_HOME.resolve("bin/java").toString(),
                "-cp",
                Path.of(Holder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString(),
                Holder.class.getName(),
                random,
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(
            new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .readLine())
        .isEqualTo("ready");
  }
}

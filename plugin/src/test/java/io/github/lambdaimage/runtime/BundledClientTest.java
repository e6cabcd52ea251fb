package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundledClientTest {

  private static final List<String> JAVA = List.of("/opt/java/bin/java", "-cp", "/var/task/lib/*");
  private static final List<String> AWS = List.of("/lambda-entrypoint.sh");

  @TempDir Path taskRoot;

  @BeforeEach
  void addLibraries() throws Exception {
    Files.createDirectory(taskRoot.resolve("lib"));
    add("gson-2.13.2.jar");
    add("notes.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-lambda-java-runtime-interface-client-2.10.1.jar",
        "com.amazonaws.aws-lambda-java-runtime-interface-client-2.9.0.jar"
      })
  void isStartedWithAllJarsAndTheTaskRoot(String client) throws Exception {
    add(client);

    assertThat(BundledClient.classPath(JAVA, taskRoot))
        .containsExactly(
            taskRoot.resolve("lib/" + client), taskRoot.resolve("lib/gson-2.13.2.jar"), taskRoot);
  }

  @Test
  void isNotTheFunctionsWhereTheBaseHasOne() throws Exception {
    add("aws-lambda-java-runtime-interface-client-2.10.1.jar");

    assertThat(BundledClient.classPath(AWS, taskRoot)).isEmpty();
  }

  @Test
  void isNoneWhereTheFunctionBringsNone() throws Exception {
    assertThat(BundledClient.classPath(JAVA, taskRoot)).isEmpty();
    assertThat(BundledClient.classPath(List.of(), taskRoot.resolve("elsewhere"))).isEmpty();
  }

  private void add(String name) throws Exception {
    Files.writeString(taskRoot.resolve("lib").resolve(name), "");
  }
}

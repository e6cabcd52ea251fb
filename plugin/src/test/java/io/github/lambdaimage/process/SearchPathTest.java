package io.github.lambdaimage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {

  @TempDir Path directory;

  @Test
  @DisabledOnOs(OS.WINDOWS) // What is a program there, its name tells.
  void findsTheFirstThatMayBeExecuted() throws Exception {
    Path none = Files.createDirectories(directory.resolve("first"));
    Path program = Files.createDirectories(directory.resolve("second")).resolve("docker");
    Files.createFile(none.resolve("docker"));
    assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();

    SearchPath path =
        SearchPath.of(Map.of("PATH", none + File.pathSeparator + program.getParent()));

    assertThat(path.find("docker")).contains(program);
    assertThat(path.find("podman")).isEmpty();
    assertThat(path.find(program.toString())).contains(program);
  }

  @Test
  void isThatOfTheSystem() {
    String path = "a b" + File.pathSeparator + File.pathSeparator + "c";

    assertThat(SearchPath.of(Map.of("PATH", path)).directories()).containsExactly("a b", "c");
  }

  @Test
  void takesAProgramByItsNameWhereFilesHaveModes() {
    assertThat(SearchPath.spellings("/usr/bin/docker", '/')).containsExactly("/usr/bin/docker");
  }

  @Test
  void passesOverFilesWithoutAnExtensionOnWindows() {
    assertThat(SearchPath.spellings("C:\\Program Files\\Docker 1.0\\docker", '\\'))
        .containsExactly(
            "C:\\Program Files\\Docker 1.0\\docker.exe",
            "C:\\Program Files\\Docker 1.0\\docker.cmd");
    assertThat(SearchPath.spellings("C:/v1.2/podman.exe", '\\')).startsWith("C:/v1.2/podman.exe");
  }
}

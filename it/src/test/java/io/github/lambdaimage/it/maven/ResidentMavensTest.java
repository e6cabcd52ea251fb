package io.github.lambdaimage.it.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ResidentMavensTest {

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>nothing</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <profiles>
          <profile>
            <id>broken</id>
            <activation><property><name>broken</name></property></activation>
            <modules><module>absent</module></modules>
          </profile>
        </profiles>
      </project>
      """;

  @TempDir private Path target;

  private ChildMaven maven;

  @BeforeEach
  void knowsThisMaven() throws IOException {
    maven = new ChildMaven(target);
    assumeTrue(ResidentMaven.knows(maven.mavenHome()), "Maven 4 and Windows are otherwise.");
    Files.writeString(target.resolve("pom.xml"), POM);
    Files.createDirectory(target.resolve("it-settings"));
    Files.writeString(target.resolve("it-settings/settings.xml"), "<settings/>");
  }

  @Test
  void buildAfterBuildIsLikeOneByItself() throws Exception {
    try (ResidentMavens mavens = new ResidentMavens()) {
      assertThat(run(mavens, "-X", "validate").says("[DEBUG]")).isTrue();
      assertThat(run(mavens, "-q", "validate").log()).noneMatch(line -> line.contains("INFO"));
      ChildMaven.Result failed = run(mavens, "validate", "-Dbroken");
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.says("absent")).isTrue();

      ChildMaven.Result succeeded = run(mavens, "validate");

      assertThat(succeeded.isSuccess()).isTrue();
      assertThat(succeeded.log())
          .noneMatch(line -> line.contains("[DEBUG]") || line.contains("Maven ended"))
          .contains("[INFO] BUILD SUCCESS");
    }
  }

  @Test
  void aDirectoryAndAnEnvironmentShareAProcessThatEndsWithThem() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    List<ProcessHandle> residents;
    try (ResidentMavens mavens = new ResidentMavens()) {
      run(mavens, "validate");
      run(mavens, "validate", "-N");
      maven = maven.withEnvironment("OTHER", "1");
      run(mavens, "validate");
      residents = new ArrayList<>(ProcessHandle.current().children().toList());
      residents.removeAll(before);

      assertThat(residents).hasSize(2);
    }
    assertThat(residents).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void whatAProcessHasForItsWholeLifeGetsOneOfItsOwn() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    try (ResidentMavens mavens = new ResidentMavens()) {
      assertThat(run(mavens, "validate", "-Djavax.net.ssl.trustStore=none").isSuccess()).isTrue();
      maven = maven.withUmask("077");
      run(mavens, "validate");

      assertThat(ProcessHandle.current().children()).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  private ChildMaven.Result run(ResidentMavens mavens, String... arguments) throws IOException {
    return mavens.run(maven, target, List.of(arguments), line -> {});
  }
}

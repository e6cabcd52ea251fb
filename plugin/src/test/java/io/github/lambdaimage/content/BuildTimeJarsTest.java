package io.github.lambdaimage.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTimeJarsTest {

  private static final String BOOT = "org.springframework.boot";

  @TempDir Path directory;

  @Test
  void areKnownByTheirNames() throws Exception {
    assertThat(
            among(
                jar("org.projectlombok", "lombok", ""),
                jar("com.example", "lombok", ""),
                jar("org.mapstruct", "mapstruct", ""),
                jar("org.mapstruct", "mapstruct-processor", "")))
        .containsExactly("org.projectlombok:lombok", "org.mapstruct:mapstruct-processor");
  }

  @Test
  void sayItInTheirManifestsWhereSpringBootIsThere() throws Exception {
    Dependency processor = jar("com.example", "our-processor", "annotation-processor");
    Dependency starter = jar("com.example", "our-starter", "dependencies-starter");
    Dependency other = jar("com.example", "other", "something-else");

    assertThat(among(processor, starter, other)).isEmpty();
    assertThat(among(jar(BOOT, "spring-boot", ""), processor, starter, other))
        .containsExactly("com.example:our-processor", "com.example:our-starter");
  }

  /** The checks tell of it, at the level that the user sets. */
  @Test
  void areNotWhatCannotBeRead() throws Exception {
    Dependency boot = jar(BOOT, "spring-boot", "");
    Dependency broken = jar("com.example", "broken", "dependencies-starter");
    Files.writeString(broken.source().path(), "no jar");

    assertThat(among(boot, broken)).isEmpty();
  }

  @Test
  void areLookedIntoAgainWhereTheyChanged() throws Exception {
    Dependency boot = jar(BOOT, "spring-boot", "");
    Dependency snapshot = jar("com.example", "snapshot", "");
    Files.setLastModifiedTime(
        snapshot.source().path(), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(among(boot, snapshot)).isEmpty();

    assertThat(among(boot, jar("com.example", "snapshot", "dependencies-starter")))
        .containsExactly("com.example:snapshot");
  }

  @Test
  void areNoModulesOfTheSameBuild() throws Exception {
    Dependency module =
        new Dependency(
            "com.example",
            "module",
            "1.0",
            "",
            new Source.ModuleClasses(Files.createDirectories(directory.resolve("classes"))),
            Stability.MODULE);

    assertThat(among(jar(BOOT, "spring-boot", ""), module)).isEmpty();
  }

  private List<String> among(Dependency... dependencies) throws Exception {
    List<String> names = new ArrayList<>();
    for (Dependency it :
        BuildTimeJars.among(
            List.of(dependencies), CacheDirectory.in(directory.resolve("repository")))) {
      names.add(it.groupId() + ":" + it.artifactId());
    }
    return names;
  }

  private Dependency jar(String group, String artifact, String type) throws IOException {
    Path file = directory.resolve(group + "-" + artifact + ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!type.isEmpty()) {
      manifest.getMainAttributes().putValue("Spring-Boot-Jar-Type", type);
    }
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return new Dependency(group, artifact, "1.0", "", file, Stability.RELEASE);
  }
}

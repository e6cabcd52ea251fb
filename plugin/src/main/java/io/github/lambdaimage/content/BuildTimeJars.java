package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileStamp;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies that are needed to develop or compile a project, but not to run a function: what
 * Spring Boot's plugin leaves out of its jars, and annotation processors.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-boot/maven-plugin/packaging.html#packaging.examples.exclude-dependency">what
 *     Spring Boot leaves out</a>
 */
public final class BuildTimeJars {

  /** By {@code groupId:artifactId}; a jar that is both a processor and a library is not listed. */
  private static final Set<String> KNOWN =
      Set.of(
          "org.springframework.boot:spring-boot-devtools",
          "org.springframework.boot:spring-boot-docker-compose",
          "org.springframework.boot:spring-boot-configuration-processor",
          "org.springframework.boot:spring-boot-autoconfigure-processor",
          "org.springframework:spring-context-indexer",
          "org.projectlombok:lombok",
          "org.projectlombok:lombok-mapstruct-binding",
          "org.mapstruct:mapstruct-processor",
          "org.hibernate:hibernate-jpamodelgen",
          "org.hibernate.orm:hibernate-jpamodelgen",
          "org.hibernate.orm:hibernate-processor",
          "com.google.auto.service:auto-service",
          "com.google.auto.value:auto-value",
          "com.google.dagger:dagger-compiler",
          "io.micronaut:micronaut-inject-java",
          "io.micronaut:micronaut-inject-kotlin",
          "info.picocli:picocli-codegen");

  /** Jars of Spring Boot, and some others, have their type in their manifest. */
  private static final String BOOT = "org.springframework.boot";

  private static final String TYPE = "Spring-Boot-Jar-Type";

  private static final Set<String> TYPES =
      Set.of("annotation-processor", "dependencies-starter", "development-tool");

  private static final int FORM = 1;

  private BuildTimeJars() {}

  /**
   * Those among a function's dependencies.
   *
   * @param cache remembers what the jars' manifests say
   * @throws LambdaImageException when a jar does not exist
   */
  public static List<Dependency> among(List<Dependency> dependencies, CacheDirectory cache)
      throws LambdaImageException {
    List<Dependency> found = new ArrayList<>();
    boolean boot = false;
    for (Dependency dependency : dependencies) {
      boot = boot || dependency.groupId().equals(BOOT);
      if (KNOWN.contains(dependency.groupId() + ':' + dependency.artifactId())) {
        found.add(dependency);
      }
    }
    if (boot) {
      List<String> declared = declared(dependencies, cache);
      for (Dependency dependency : dependencies) {
        if (declared.contains(dependency.jarName()) && !found.contains(dependency)) {
          found.add(dependency);
        }
      }
    }
    return found;
  }

  /** The names of jars whose manifest says so; each build asks, but opens no unchanged jar. */
  private static List<String> declared(List<Dependency> dependencies, CacheDirectory cache)
      throws LambdaImageException {
    long now = System.currentTimeMillis();
    FieldsDigest key = new FieldsDigest();
    boolean settled = true;
    List<Dependency> jars = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      if (dependency.source() instanceof Source.PlainFile jar) {
        FileStamp stamp = stamp(jar.path());
        settled = settled && stamp.wasSettledAt(now);
        key.add(jar.path().toString()).add(stamp.text());
        jars.add(dependency);
      }
    }
    Remembered<List<String>> memory =
        new Remembered<>(
            cache,
            "jar-types",
            FORM,
            names -> String.join("\n", names),
            text -> List.of(text.split("\n", -1)));
    String name = key.digest().hex();
    List<String> known = memory.find(name);
    if (known == null) {
      known = new ArrayList<>();
      for (Dependency jar : jars) {
        if (TYPES.contains(String.valueOf(type(jar.source().path())))) {
          known.add(jar.jarName());
        }
      }
      if (settled) {
        memory.keep(name, known);
      }
    }
    return known;
  }

  private static FileStamp stamp(Path jar) throws LambdaImageException {
    try {
      return FileStamp.of(jar);
    } catch (IOException e) {
      throw unreadable(jar, e);
    }
  }

  /** The type in a jar's manifest; none if it cannot be read, which the checks report. */
  private static @Nullable String type(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue(TYPE);
    } catch (IOException e) {
      return null;
    }
  }

  private static LambdaImageException unreadable(Path jar, IOException e) {
    return new LambdaImageException(
        "The jar '%s' cannot be read: %s. Delete it, so that Maven fetches or builds it anew."
            .formatted(jar, FailureReason.of(e)),
        e);
  }
}

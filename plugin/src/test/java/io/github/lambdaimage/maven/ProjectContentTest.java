package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.ClassFiles;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.packaged.PackagedFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectContentTest {

  @TempDir Path directory;

  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
  private static final String CORE = "aws-lambda-java-core";

  @Test
  void leavesOutJarsThatAreKnownToBeExcluded() throws Exception {
    assertThat(
            libraries(
                List.of(
                    packed("org.slf4j.slf4j-api.jar", dependency("org.slf4j", "slf4j-api", "2.0")),
                    packed("prices.jar", dependency("com.example", "prices", "1.0")),
                    packed("slf4j-simple.jar", null)),
                "org.slf4j:*",
                List.of()))
        .containsExactly("/var/task/lib/prices.jar", "/var/task/lib/slf4j-simple.jar");
  }

  /** Of an artifact that is packed and comes with the client, the newer one; once in any case. */
  @Test
  void addsTheClientToWhatIsPacked() throws Exception {
    List<Dependency> client =
        List.of(
            dependency("com.amazonaws", CLIENT, "2.10.1"),
            dependency("com.amazonaws", CORE, "1.4.0"));

    assertThat(libraries(List.of(packed("a.jar", null)), "none:none", client))
        .containsExactly(
            "/var/task/lib/a.jar",
            "/var/task/lib/" + CLIENT + "-2.10.1.jar",
            "/var/task/lib/" + CORE + "-1.4.0.jar");
    assertThat(
            libraries(
                List.of(
                    packed("old.jar", dependency("com.amazonaws", CORE, "1.2.3")),
                    packed("new.jar", dependency("com.amazonaws", CLIENT, "2.11.0"))),
                "none:none",
                client))
        .containsExactly("/var/task/lib/new.jar", "/var/task/lib/" + CORE + "-1.4.0.jar");
    assertThat(libraries(List.of(packed(CORE + "-1.4.0.jar", null)), "none:none", client))
        .containsExactly(
            "/var/task/lib/" + CORE + "-1.4.0.jar", "/var/task/lib/" + CLIENT + "-2.10.1.jar");
  }

  /**
   * A shaded jar has libraries' classes for any Java; only the project's own say which it needs.
   */
  @Test
  void letsTheProjectsOwnClassesDecideForWhichJavaItIs() throws Exception {
    Path classes = directory.resolve("classes");
    FunctionFile own = classFile("packed/Orders.class", 17);
    List<FunctionLayer> packed =
        List.of(
            FunctionLayer.of(
                "classes",
                List.of(
                    own, classFile("packed/Library.class", 25), classFile("packed/No.class", 0))));
    Handler handler = Handler.parse("packed.Orders::handle");

    assertThat(deciding(classes, packed, handler)).containsExactly("/var/task/packed/Orders.class");
    assertThat(ClassFiles.highestRelease(ProjectContent.deciding(classes, packed, handler)))
        .isEqualTo(17);
    assertThat(deciding(classes, packed, Handler.NONE)).isEmpty();

    Files.createDirectories(classes);
    Files.writeString(classes.resolve("data.json"), "{}");
    Files.writeString(classes.resolve("Prices.class"), "");
    assertThat(deciding(classes, packed, handler)).containsExactly("/var/task/Prices.class");
  }

  /**
   * Whoever asks for the handler, for what is outdated and for the image means the same package.
   */
  @Test
  void isReadOnceForEachImage() throws Exception {
    FunctionFile orders = classFile("packed/Orders.class", 17);
    Path classes = classFile("classes/Orders.class", 21).source().path().getParent();
    Files.setLastModifiedTime(orders.source().path(), FileTime.from(Instant.EPOCH));
    AtomicInteger reads = new AtomicInteger();
    ProjectContent content =
        new ProjectContent(
            new Content(directory.resolve("packed"), "Pack."),
            directory.resolve("unpacked"),
            null,
            () -> {
              reads.incrementAndGet();
              return new PackagedFunction(List.of(orders), List.of());
            });

    assertThat(content.outdated(Objects.requireNonNull(classes))).isPresent();
    assertThat(layers(content)).isEqualTo(layers(content));
    assertThat(reads).hasValue(1);

    content.forget();
    assertThat(layers(content)).hasSize(1);
    assertThat(reads).hasValue(2);
  }

  private static List<FunctionLayer> layers(ProjectContent content) throws LambdaImageException {
    BuildRequest.Contents nothing =
        new BuildRequest.Contents(
            List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());
    return content.layers(nothing, List.of(), List.of(), new Programs(null, null));
  }

  private static List<String> deciding(Path classes, List<FunctionLayer> packed, Handler handler)
      throws LambdaImageException {
    List<String> targets = new ArrayList<>();
    for (FunctionLayer layer : ProjectContent.deciding(classes, packed, handler)) {
      layer.files().forEach(file -> targets.add(file.target()));
    }
    return targets;
  }

  /** The first bytes of a class; none at all for release 0. */
  private FunctionFile classFile(String name, int release) throws Exception {
    byte[] header = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 0};
    header[7] = (byte) (release + 44);
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, release == 0 ? new byte[0] : header);
    return FunctionFile.readable(file, "/var/task/" + name);
  }

  private static List<String> libraries(
      List<FunctionFile> packed, String excludes, List<Dependency> client)
      throws LambdaImageException {
    BuildRequest.Contents contents =
        new BuildRequest.Contents(
            List.of(),
            List.of(DependencyPattern.parse(excludes)),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new ArrayList<>(
        ProjectContent.libraries(packed, contents, client).stream()
            .map(FunctionFile::target)
            .toList());
  }

  private static FunctionFile packed(String name, @Nullable Dependency dependency) {
    Source source = new Source.PlainFile(Path.of(name));
    return new FunctionFile(source, "/var/task/lib/" + name, 0644, dependency);
  }

  private static Dependency dependency(String group, String artifact, String version) {
    return new Dependency(
        group, artifact, version, "", Path.of(artifact + ".jar"), Stability.RELEASE);
  }
}

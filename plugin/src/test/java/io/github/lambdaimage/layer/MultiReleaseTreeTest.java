package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiReleaseTreeTest {

  /** Files of which some count for some releases, and names that only look as if they did. */
  private static final List<String> FILES =
      List.of(
          "A.class",
          "B.class",
          "com/example/C.class",
          "META-INF/services/D",
          "META-INF/versions/A.class",
          "META-INF/versions/8/A.class",
          "META-INF/versions/9/A.class",
          "META-INF/versions/9/META-INF/services/D",
          "META-INF/versions/9/New.class",
          "META-INF/versions/09/B.class",
          "META-INF/versions/10a/B.class",
          "META-INF/versions/11/com/example/C.class",
          "META-INF/versions/17/A.class",
          "META-INF/versions/17/B.class",
          "META-INF/versions/21/A.class",
          "META-INF/versions/21/com/example/C.class",
          "META-INF/versions/1000/A.class",
          "META-INF/versions/99999999999/A.class",
          "META-INF/versions.txt");

  @TempDir Path directory;

  /** Java itself is asked. */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 11, 16, 17, 20, 21, 25, 1000})
  void answersAsAJarDoes(int release) throws Exception {
    for (String file : FILES) {
      write(file);
    }
    SortedMap<String, Path> files = FileTree.list(classes());
    Path jar = directory.resolve("a.jar");
    JarManifest multiRelease = JarManifest.of(Map.of("Multi-Release", "true"), Map.of());
    ModuleJar.write(new Source.ModuleClasses(classes(), multiRelease), jar);

    SortedMap<String, Path> answers = MultiReleaseTree.asOf(files, release);

    SortedMap<String, String> expected = new TreeMap<>();
    try (JarFile file =
        new JarFile(jar.toFile(), false, JarFile.OPEN_READ, Runtime.Version.parse(release + ""))) {
      List<String> asked = new ArrayList<>(FILES);
      asked.add("New.class");
      for (String name : asked) {
        if (file.getEntry(name) != null) {
          try (InputStream in = file.getInputStream(file.getEntry(name))) {
            expected.put(name, new String(in.readAllBytes(), UTF_8));
          }
        }
      }
    }
    SortedMap<String, String> given = new TreeMap<>();
    for (Map.Entry<String, Path> answer : answers.entrySet()) {
      given.put(answer.getKey(), Files.readString(answer.getValue()));
    }
    assertThat(given).isEqualTo(expected);
  }

  @Test
  void putsTheVersionsInTheirPlaceInEachLayerOfTheProject() throws Exception {
    write("A.class");
    write("a.txt");
    write("META-INF/versions/17/A.class");
    write("META-INF/versions/17/a.txt");
    write("META-INF/versions/21/a.txt");
    Path models = Files.createDirectories(directory.resolve("models/META-INF/versions/17"));
    Files.writeString(models.resolve("b.txt"), "");
    List<FunctionLayer> layers = layers(extra("models", "/opt"));

    List<FunctionLayer> answering = MultiReleaseTree.over(layers, 17);

    assertThat(MultiReleaseTree.isIn(layers)).isTrue();
    assertThat(answering)
        .extracting(FunctionLayer::name)
        .containsExactly("extra files", "resources", "classes");
    assertThat(answering.get(0)).isEqualTo(layers.get(0));
    assertThat(source(answering, "/var/task/A.class")).isEqualTo("META-INF/versions/17/A.class");
    assertThat(source(answering, "/var/task/a.txt")).isEqualTo("META-INF/versions/17/a.txt");
    assertThat(source(answering, "/var/task/META-INF/versions/21/a.txt"))
        .isEqualTo("META-INF/versions/21/a.txt");
  }

  @Test
  void isNotInAProjectWithoutSuchFolders() throws Exception {
    write("A.class");
    write("META-INF/versions.txt");
    Path models = Files.createDirectories(directory.resolve("models/META-INF/versions/17"));
    Files.writeString(models.resolve("b.txt"), "");

    assertThat(MultiReleaseTree.isIn(layers(extra("models", null)))).isFalse();
  }

  @Test
  void leavesARuntimeThatWasPackedBesideTheClassesInItsPlace() throws Exception {
    write("META-INF/versions/9/a.txt");
    write("bootstrap");
    List<FunctionFile> own =
        List.of(
            FunctionFile.readable(
                classes().resolve("META-INF/versions/9/a.txt"),
                "/var/task/META-INF/versions/9/a.txt"),
            FunctionFile.readable(classes().resolve("bootstrap"), "/var/runtime/bootstrap"));
    List<FunctionLayer> layers = FunctionContents.layers(own, List.of(), List.of());

    List<FunctionLayer> answering = MultiReleaseTree.over(layers, 9);

    assertThat(source(answering, "/var/runtime/bootstrap")).isEqualTo("bootstrap");
    assertThat(source(answering, "/var/task/a.txt")).isEqualTo("META-INF/versions/9/a.txt");
  }

  @Test
  void refusesAFileOfTheUsersInThePlaceOfAVersion() throws Exception {
    write("A.class");
    write("META-INF/versions/9/config/a.txt");
    Files.createDirectories(directory.resolve("files"));
    Files.writeString(directory.resolve("files/a.txt"), "");
    List<FunctionLayer> layers = layers(extra("files", "config"));

    assertThat(MultiReleaseTree.over(layers, 8)).hasSameSizeAs(layers);
    assertThatThrownBy(() -> MultiReleaseTree.over(layers, 9))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("Two files want the place '/var/task/config/a.txt' in the image");
  }

  private List<FunctionLayer> layers(ExtraFiles extra) throws LambdaImageException {
    return FunctionContents.layers(classes(), List.of(), List.of(extra));
  }

  private ExtraFiles extra(String from, @Nullable String into) throws LambdaImageException {
    return ExtraFiles.of(directory.resolve(from), into, List.of(), List.of(), null);
  }

  private static String source(List<FunctionLayer> layers, String target) throws Exception {
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        if (file.target().equals(target)) {
          return Files.readString(file.source().path());
        }
      }
    }
    return "nothing";
  }

  private Path classes() {
    return directory.resolve("classes");
  }

  /** Writes a file that has its own name in it. */
  private void write(String name) throws Exception {
    Path file = classes().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}

package io.github.lambdaimage.check;

import static io.github.lambdaimage.check.WrittenTypes.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

/** What is known of the classes that a function has, and what is left open. */
class TaskRootTest {

  private static final String CONTEXT = "com/amazonaws/services/lambda/runtime/Context";

  @TempDir Path directory;
  private WrittenTypes types;

  @BeforeEach
  void begin() throws Exception {
    types = new WrittenTypes(directory).type(Opcodes.ACC_PUBLIC, "a/Own", OBJECT, List.of());
  }

  @Test
  void hasItsOwnClasses() throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.find("a/Own")).map(ClassFile::name).contains("a/Own");
      assertThat(taskRoot.has("a/Own")).isTrue();
      assertThat(taskRoot.isOwn("a/Own")).isTrue();
      assertThat(taskRoot.isUnknown("a/Own")).isFalse();
      assertThat(taskRoot.ownClasses()).containsExactly("a/Own");
    }
  }

  @Test
  void hasNoOthers() throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.find("a/Other")).isEmpty();
      assertThat(taskRoot.has("a/Other")).isFalse();
      assertThat(taskRoot.isOwn("a/Other")).isFalse();
      assertThat(taskRoot.isUnknown("a/Other")).isFalse();
      assertThat(taskRoot.leftOpen()).isEmpty();
    }
  }

  @Test
  void hasTheClassesOfJavaAndOfTheRuntime() throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.has(OBJECT)).isTrue();
      assertThat(taskRoot.has(CONTEXT)).isTrue();
      assertThat(taskRoot.find(CONTEXT)).as("nobody needs to read it").isEmpty();
      assertThat(taskRoot.isUnknown(CONTEXT)).isFalse();
    }
  }

  /** In the wrong folder, it is not the class that the folder says. */
  @Test
  void hasNoClassInTheWrongFolder() throws Exception {
    Path classes = directory.resolve("classes");
    Files.createDirectories(classes.resolve("b"));
    Files.copy(classes.resolve("a/Own.class"), classes.resolve("b/Own.class"));

    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.find("b/Own")).isEmpty();
      assertThat(taskRoot.unreadable()).isEmpty();
    }
  }

  @Test
  void saysWhichOfItsFilesIsNoClass() throws Exception {
    Path file = Files.writeString(directory.resolve("classes/a/Broken.class"), "no class");

    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.find("a/Broken")).isEmpty();
      assertThat(taskRoot.find("a/Broken")).isEmpty();
      assertThat(taskRoot.unreadable()).singleElement().asString().contains(file.toString());
    }
  }

  @Test
  void startsWithWhatItsManifestNames() throws Exception {
    Path manifest = directory.resolve("classes/META-INF/MANIFEST.MF");
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, "Manifest-Version: 1.0\nStart-Class: a.Own\n");

    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.ownStartClasses()).containsExactly("a/Own");
      assertThat(taskRoot.mayHaveFile("META-INF/MANIFEST.MF")).isTrue();
    }
  }

  @Test
  void startsWithNothingIfItsManifestIsNone() throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.ownStartClasses()).isEmpty();
    }
    Path manifest = directory.resolve("classes/META-INF/MANIFEST.MF");
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, "no manifest\n");
    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(taskRoot.ownStartClasses()).isEmpty();
    }
  }

  @Test
  void mayHaveWhatTheBaseHas() throws Exception {
    BaseClasses base = new BaseClasses(List.of(), Set.of("b/Base.class", "b/file.txt"), null);

    try (TaskRoot taskRoot = TaskRoot.of(types.layers(), JavaClasses.of(17), base)) {
      assertThat(taskRoot.has("b/Base")).isTrue();
      assertThat(taskRoot.isUnknown("b/Base")).isTrue();
      assertThat(taskRoot.baseMayHave("b/Base")).isTrue();
      assertThat(taskRoot.baseMayHave("b/Other")).isFalse();
      assertThat(taskRoot.mayHaveFile("b/file.txt")).isTrue();
      assertThat(taskRoot.mayHaveFile("b/other.txt")).isFalse();
      assertThat(taskRoot.leftOpen()).as("all of the base is known").isEmpty();
    }
  }

  @Test
  void saysWhatWasLeftOpenOnceItMattered() throws Exception {
    BaseClasses base = new BaseClasses(List.of(), Set.of(), "The base is not known.");

    try (TaskRoot taskRoot = TaskRoot.of(types.layers(), JavaClasses.of(17), base)) {
      assertThat(taskRoot.has("a/Own")).isTrue();
      assertThat(taskRoot.leftOpen()).isEmpty();
      assertThat(taskRoot.has("a/Other")).isTrue();
      assertThat(taskRoot.leftOpen()).contains("The base is not known.");
    }
  }

  /** Java's own packages are closed to others. */
  @Test
  void hasNoClassesOfJavaFromAnUnknownBase() throws Exception {
    BaseClasses base = new BaseClasses(List.of(), Set.of(), "The base is not known.");

    assertThat(base.mayHave("a/Other")).isTrue();
    assertThat(base.mayHave("java/lang/Other")).isFalse();
  }

  @Test
  void mayHaveAClassInAJarOfThatName() throws Exception {
    Path jar = Files.createFile(directory.resolve("quarkus.jar"));
    List<FunctionLayer> layers = new ArrayList<>(types.layers());
    layers.add(
        FunctionLayer.of(
            "extra files",
            List.of(FunctionFile.readable(jar, "/var/task/lib/quarkus-amazon-lambda-1.0.jar"))));

    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      assertThat(taskRoot.mayHave("a/Own", "micronaut")).isTrue();
      assertThat(taskRoot.mayHave("b/Other", "quarkus-amazon-lambda")).isTrue();
      assertThat(taskRoot.mayHave("b/Other", "micronaut")).isFalse();
    }
  }

  @Test
  void hasNothingOfALinkToADirectory() throws Exception {
    List<FunctionLayer> layers = new ArrayList<>(types.layers());
    layers.add(
        FunctionLayer.of(
            "extra files",
            List.of(
                FunctionFile.link(
                    new Source.Link(directory.resolve("classes"), "classes", true),
                    "/var/task/b.class"))));

    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      assertThat(taskRoot.ownClasses()).containsExactly("a/Own");
    }
  }
}

package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Programs;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS) // Files have no modes there.
class FileModeTest {

  private static final Programs PROGRAMS =
      Programs.of(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/otel-handler"));

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, 644",
    "rw-------, 644",
    "r--r--r--, 644",
    "rw-rw-rw-, 644",
    "rw-r-xr-x, 644",
    "rwxr-xr-x, 755",
    "rwx------, 755",
    "r-x------, 755",
    "rwxrwxrwx, 755"
  })
  void goesByTheRightOfTheOwner(String permissions, String mode) throws Exception {
    Path file = write(directory.resolve("tool"), permissions);

    assertThat(octal(FileMode.of(file, true))).isEqualTo(mode);
    assertThat(octal(FileMode.of(file, false))).isEqualTo(mode);
  }

  /** What the issue says came out as 644. */
  @Test
  void isThatOfEachExtraFileUnlessItsUserSaysAnother() throws Exception {
    Path opt = directory.resolve("opt");
    write(opt.resolve("otel-handler"), "rwxr-xr-x");
    write(opt.resolve("extensions/collector"), "rwxr-xr-x");
    write(opt.resolve("extensions/config.yaml"), "rw-------");
    Files.createSymbolicLink(opt.resolve("handler"), Path.of("otel-handler"));

    assertThat(modes(opt, null))
        .containsExactly(
            Map.entry("/opt/extensions/collector", "755"),
            Map.entry("/opt/extensions/config.yaml", "644"),
            Map.entry("/opt/handler", "777"),
            Map.entry("/opt/otel-handler", "755"));
    assertThat(modes(opt, "444").values()).containsExactly("444", "444", "777", "444");
  }

  /** A zip file stands for a file system that has no such bit. */
  @Test
  void isThatOfAProgramWhereTheFileSystemDoesNotTell() throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
      Path opt = zip.getPath("/opt");
      for (String file :
          List.of(
              "otel-handler",
              "otel-config",
              "extensions/collector",
              "extensions/lib/x.js",
              "bootstrap")) {
        Files.createDirectories(opt.resolve(file).getParent());
        Files.writeString(opt.resolve(file), "x");
      }

      assertThat(modes(opt, null))
          .containsExactly(
              Map.entry("/opt/bootstrap", "755"),
              Map.entry("/opt/extensions/collector", "755"),
              Map.entry("/opt/extensions/lib/x.js", "644"),
              Map.entry("/opt/otel-config", "644"),
              Map.entry("/opt/otel-handler", "755"));
    }
  }

  @Test
  void isKeptByResourcesButNotByClassesAndJars() throws Exception {
    Path classes = directory.resolve("classes");
    write(classes.resolve("Handler.class"), "rwxrwxrwx");
    write(classes.resolve("bin/tool"), "rwxr-xr-x");
    write(classes.resolve("data.json"), "rw-r--r--");
    write(classes.resolve("wrapper"), "rw-r--r--");
    Path jar = write(directory.resolve("library.jar"), "rwxrwxrwx");
    Dependency library = new Dependency("g", "a", "1", "", jar, Dependency.Stability.RELEASE);

    List<FunctionLayer> layers =
        FunctionContents.layers(
            FunctionContents.own(classes, new Programs("/var/task/wrapper", null)),
            FunctionContents.libraries(List.of(library)),
            List.of());

    assertThat(modes(layers.stream().flatMap(layer -> layer.files().stream()).toList()))
        .containsExactly(
            Map.entry("/var/task/Handler.class", "644"),
            Map.entry("/var/task/bin/tool", "755"),
            Map.entry("/var/task/data.json", "644"),
            Map.entry("/var/task/lib/a-1.jar", "644"),
            Map.entry("/var/task/wrapper", "755"));
  }

  private static SortedMap<String, String> modes(Path from, @Nullable String mode)
      throws Exception {
    return modes(
        ExtraFileList.of(ExtraFiles.of(from, "/opt", List.of(), List.of(), mode), PROGRAMS));
  }

  private static SortedMap<String, String> modes(List<FunctionFile> files) {
    SortedMap<String, String> modes = new TreeMap<>();
    files.forEach(file -> modes.put(file.target(), octal(file.mode())));
    return modes;
  }

  private static Path write(Path file, String permissions) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String octal(int mode) {
    return Integer.toOctalString(mode);
  }
}

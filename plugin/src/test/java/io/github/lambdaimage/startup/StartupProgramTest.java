package io.github.lambdaimage.startup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.layer.StoredJar;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupProgramTest {

  @TempDir Path temporary;

  @Test
  void theJarHasTheClassesAloneAndNamesTheFolder() throws Exception {
    TestFunction function = TestFunction.in(temporary);
    function.write("classes/com/example/page.txt", "text");
    function.write("classes/Root.class", "root");

    FunctionLayer layer = layer(function, "one");

    assertThat(layer.name()).isEqualTo("startup program");
    assertThat(layer.files())
        .extracting(FunctionFile::target)
        .containsExactly("/opt/lambda-image/classes.jar", "/opt/lambda-image/start");
    assertThat(layer.files()).extracting(FunctionFile::mode).containsExactly(0644, 0755);
    Path jar = layer.files().get(0).source().path();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .containsExactly("META-INF/MANIFEST.MF", "Root.class", "com/example/Handler.class");
      assertThat(zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")))
          .hasContent("Manifest-Version: 1.0\nClass-Path: file:/var/task/\n\n");
    }
    assertThat(layer(function, "two").files().get(0).source().path()).hasSameBinaryContentAs(jar);
  }

  /** A folder that only a manifest names comes right behind the jar, before what is behind that. */
  @Test
  void resourcesComeFromTheFolderBeforeThoseOfLaterJars() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("task"));
    Files.writeString(folder.resolve("cfg.txt"), "of the folder");
    Path later = Files.createDirectories(temporary.resolve("later"));
    Files.writeString(later.resolve("cfg.txt"), "of the later");
    Path jar = temporary.resolve("classes.jar");
    try (var zip = StoredJar.create(jar)) {
      zip.add(
          "META-INF/MANIFEST.MF",
          ("Manifest-Version: 1.0\r\nClass-Path: " + folder.toUri() + "\r\n\r\n")
              .getBytes(US_ASCII));
    }

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL(), later.toUri().toURL()}, null)) {
      assertThat(loader.getResource("cfg.txt"))
          .isEqualTo(folder.resolve("cfg.txt").toUri().toURL());
    }
  }

  private FunctionLayer layer(TestFunction function, String directory) throws Exception {
    return StartupProgram.layer(
        function.image(), Files.createDirectories(temporary.resolve(directory)));
  }

  @Test
  void aWrapperOfTheUsersOrTheBasesIsRemembered() {
    assertThat(
            StartupProgram.environment(
                new TreeMap<>(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/mine", "A", "b"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "AWS_LAMBDA_EXEC_WRAPPER",
                "/opt/lambda-image/start",
                "LAMBDA_IMAGE_EXEC_WRAPPER",
                "/opt/mine",
                "A",
                "b"));
    assertThat(StartupProgram.environment(new TreeMap<>()))
        .containsEntry("LAMBDA_IMAGE_EXEC_WRAPPER", "${AWS_LAMBDA_EXEC_WRAPPER:-}");
  }

  @Test
  void theOutputThatIsToldIsTheFunctions() {
    TrainingOutput output = new TrainingOutput();
    List.of("[0.1s][warning][cds] Skipping a/B", "[1.2s][warning][aot] Skipping", "mine")
        .forEach(output);

    assertThat(output.told()).isEqualTo("\nWhat it printed:\nmine");
    assertThat(output.told()).isEqualTo("\nIt printed nothing.");
  }
}

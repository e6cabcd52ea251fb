package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.Source;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleJarTest {

  @TempDir Path directory;

  @Test
  void hasTheManifestFirstAndTheFoldersBeforeWhatIsInThem() throws Exception {
    write("db/migration/V1.sql", "");
    write("db.properties", "");
    write("META-INF/services/a.B", "");

    assertThat(names(jar(JarManifest.EMPTY)))
        .containsExactly(
            "META-INF/",
            "META-INF/MANIFEST.MF",
            "META-INF/services/",
            "META-INF/services/a.B",
            "db.properties",
            "db/",
            "db/migration/",
            "db/migration/V1.sql");
  }

  /** What Spring's scanning and Flyway ask for first. */
  @Test
  void tellsAClassLoaderOfItsFolders() throws Exception {
    write("db/migration/V1.sql", "");
    URL[] jar = {jar(JarManifest.EMPTY).toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(jar, null)) {
      assertThat(Collections.list(loader.getResources("db/migration"))).hasSize(1);
      assertThat(Collections.list(loader.getResources("db/migration/"))).hasSize(1);
      assertThat(Collections.list(loader.getResources("db/nothing"))).isEmpty();
    }
  }

  @Test
  void hasAManifestForWhoReadsItAsAStream() throws Exception {
    write("a.txt", "");
    JarManifest manifest = JarManifest.of(Map.of("Implementation-Version", "1.2"), Map.of());

    try (JarInputStream stream = new JarInputStream(Files.newInputStream(jar(manifest)))) {
      assertThat(stream.getManifest()).isNotNull();
      assertThat(stream.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isEqualTo("1.2");
      // Nothing of this machine, and of this day.
      assertThat(stream.getManifest().getMainAttributes().keySet())
          .containsExactlyInAnyOrder(
              Attributes.Name.MANIFEST_VERSION, Attributes.Name.IMPLEMENTATION_VERSION);
    }
  }

  @Test
  void hasWhatThePomSaysOverWhatAFileOfTheClassesSays() throws Exception {
    write(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nSealed: true\nCreated-By: me\nMain-Class: A\n");
    JarManifest manifest = JarManifest.of(Map.of("main-class", "B"), Map.of());

    Path jar = jar(manifest);

    assertThat(names(jar)).containsExactly("META-INF/", "META-INF/MANIFEST.MF");
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes attributes = file.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Sealed")).isEqualTo("true");
      assertThat(attributes.getValue("Main-Class")).isEqualTo("B");
      assertThat(attributes.getValue("Created-By")).isNull();
    }
  }

  @Test
  void isMultiReleaseWhereItsManifestSaysSo() throws Exception {
    write("a.txt", "base");
    write("META-INF/versions/9/a.txt", "newer");

    assertThat(answer(jar(JarManifest.EMPTY))).isEqualTo("base");
    assertThat(answer(jar(JarManifest.of(Map.of("Multi-Release", "true"), Map.of()))))
        .isEqualTo("newer");
  }

  /** The POM may change while no file of the module does. */
  @Test
  void isMadeAnewWhereThePomSaysAnotherThing() throws Exception {
    write("a.txt", "");
    JarManifest one = JarManifest.of(Map.of("Implementation-Version", "1"), Map.of());
    JarManifest other = JarManifest.of(Map.of("Implementation-Version", "2"), Map.of());

    assertThat(LayerState.of(List.of(layer(one), layer(other), layer(one))))
        .extracting(LayerState::key)
        .satisfies(
            keys -> {
              assertThat(keys.get(0)).isEqualTo(keys.get(2));
              assertThat(keys.get(0)).isNotEqualTo(keys.get(1));
            });
  }

  private FunctionLayer layer(JarManifest manifest) {
    return FunctionLayer.of(
        "modules",
        List.of(
            new FunctionFile(
                new Source.ModuleClasses(classes(), manifest), "/var/task/lib/a.jar", 0644, null)));
  }

  private Path classes() {
    return directory.resolve("classes");
  }

  private Path jar(JarManifest manifest) throws Exception {
    Path jar = directory.resolve("module.jar");
    ModuleJar.write(new Source.ModuleClasses(classes(), manifest), jar);
    return jar;
  }

  private void write(String name, String text) throws Exception {
    Path file = classes().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String answer(Path jar) throws Exception {
    try (JarFile file = new JarFile(jar.toFile(), false, JarFile.OPEN_READ, Runtime.version());
        InputStream in = file.getInputStream(file.getEntry("a.txt"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static List<String> names(Path jar) throws Exception {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> names = new ArrayList<>();
      for (JarEntry entry : Collections.list(file.entries())) {
        names.add(entry.getName());
      }
      return names;
    }
  }
}

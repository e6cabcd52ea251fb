package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.oci.Digest;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerStateTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir Path directory;

  @Test
  void isTheSameWhileNothingChanges() throws Exception {
    Path file = write("a", "four");

    assertThat(key(new FunctionFile(file, "/opt/a", 0644)))
        .isEqualTo(key(new FunctionFile(file, "/opt/a", 0644)));
  }

  @Test
  void isAnotherInAnotherPlaceOfTheImage() throws Exception {
    Path file = write("a", "four");

    assertThat(key(new FunctionFile(file, "/opt/a", 0644)))
        .isNotEqualTo(key(new FunctionFile(file, "/opt/b", 0644)));
  }

  @Test
  void isAnotherWithAnotherMode() throws Exception {
    Path file = write("a", "four");

    assertThat(key(new FunctionFile(file, "/opt/a", 0644)))
        .isNotEqualTo(key(new FunctionFile(file, "/opt/a", 0755)));
  }

  @Test
  void isAnotherOnceAFileHasChanged() throws Exception {
    FunctionFile file = new FunctionFile(write("a", "four"), "/opt/a", 0644);
    Digest before = key(file);
    write("a", "three");

    assertThat(key(file)).isNotEqualTo(before);
  }

  /** A zip file stands for a file system without inodes. */
  @Test
  void isAnotherForFilesThatOnlyTheirPathsTellApart() throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
      Path one = Files.writeString(zip.getPath("/one"), "1");
      Path other = Files.writeString(zip.getPath("/other"), "2");
      Files.setLastModifiedTime(one, LONG_AGO);
      Files.setLastModifiedTime(other, LONG_AGO);

      assertThat(key(new FunctionFile(one, "/opt/a", 0644)))
          .isNotEqualTo(key(new FunctionFile(other, "/opt/a", 0644)));
    }
  }

  @Test
  void isAnotherOnceAClassOfAModuleHasChanged() throws Exception {
    write("classes/A.class", "four");
    FunctionFile module = module("classes");
    Digest before = key(module);
    write("classes/A.class", "three");

    assertThat(key(module)).isNotEqualTo(before);
  }

  /** The jar has the same file under another name. */
  @Test
  void isAnotherWhereTheClassesOfAModuleBeginInAFolderBelow() throws Exception {
    write("classes/com/A.class", "");

    assertThat(key(module("classes"))).isNotEqualTo(key(module("classes/com")));
  }

  @Test
  void tellsTheSizeOfAllFilesTogether() throws Exception {
    write("classes/A.class", "four");
    write("classes/B.class", "seven..");
    Source.Link link = new Source.Link(directory.resolve("classes"), "a", true);

    FunctionLayer layer =
        FunctionLayer.of(
            "any",
            List.of(
                FunctionFile.readable(write("a", "two"), "/opt/a"),
                FunctionFile.link(link, "/opt/link"),
                module("classes")));

    assertThat(LayerState.of(List.of(layer)).get(0).size()).isEqualTo(4 + 7 + 3);
  }

  private FunctionFile module(String classes) {
    return new FunctionFile(
        new Source.ModuleClasses(directory.resolve(classes)), "/var/task/lib/a.jar", 0644, null);
  }

  private static Digest key(FunctionFile file) throws Exception {
    return LayerState.of(List.of(FunctionLayer.of("any", List.of(file)))).get(0).key();
  }

  private Path write(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}

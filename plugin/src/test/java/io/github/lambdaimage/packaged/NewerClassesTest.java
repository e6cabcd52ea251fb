package io.github.lambdaimage.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewerClassesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path directory;

  private Path classes;
  private Path content;
  private Path packed;

  @BeforeEach
  void write() throws Exception {
    classes = Files.createDirectory(directory.resolve("classes"));
    content = file("function.zip", "zip", 0);
    packed = file("unpacked", "code", -60);
  }

  @ParameterizedTest
  @CsvSource({
    // file, its bytes, seconds after the package was made | is newer
    "A.class,    code,  60,  false",
    "A.class,    other, 60,  true",
    "A.class,    other, 0,   false",
    "A.class,    other, -60, false",
    "B.class,    code,  60,  true",
    "A.json,     other, 60,  false"
  })
  void areThoseThatWereCompiledSince(String name, String bytes, long after, boolean newer)
      throws Exception {
    file("classes/" + name, bytes, after);

    assertThat(find(null)).isEqualTo(newer ? Optional.of(name) : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"-60, false", "60, true"})
  void areNotLookedForWhereTheBuildItselfHasPacked(long began, boolean newer) throws Exception {
    file("classes/A.class", "other", 30);

    assertThat(find(NOON.plusSeconds(began)).isPresent()).isEqualTo(newer);
  }

  @Test
  void areThoseNewerThanAllOfAFolder() throws Exception {
    content = Files.createDirectory(directory.resolve("function"));
    file("function/A.class", "code", -60);
    file("function/B.class", "code", 30);
    file("classes/A.class", "other", 20);
    assertThat(find(null)).isEmpty();

    file("classes/A.class", "other", 40);
    assertThat(find(null)).contains("A.class");
  }

  @Test
  void areNoneWhereNothingIsPacked() throws Exception {
    file("classes/A.class", "other", 60);
    content = directory.resolve("none.zip");

    assertThat(find(null)).isEmpty();
  }

  private Optional<String> find(@Nullable Instant fresh) throws Exception {
    return NewerClasses.find(
        classes, content, fresh, () -> new PackagedFunction(files(), List.of()));
  }

  private List<FunctionFile> files() {
    FunctionFile code = FunctionFile.readable(packed, "/var/task/A.class");
    return Files.isDirectory(content)
        ? List.of(code, FunctionFile.readable(content.resolve("B.class"), "/var/task/B.class"))
        : List.of(code);
  }

  private Path file(String name, String bytes, long after) throws Exception {
    Path file = Files.writeString(directory.resolve(name), bytes);
    return Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(after)));
  }
}

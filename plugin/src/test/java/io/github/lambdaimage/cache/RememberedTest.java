package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {

  private static final PluginVersion VERSION = new PluginVersion("1.0");

  @TempDir Path directory;
  private CacheDirectory cache;
  private Remembered<Long> sizes;

  @BeforeEach
  void open() {
    cache = CacheDirectory.in(directory, VERSION);
    sizes = sizes(cache, 1);
  }

  @Test
  void givesBackWhatItWasGiven() {
    assertThat(sizes.find("a")).isNull();

    sizes.keep("a", 1L);
    sizes.keep("b", 2L);
    sizes.keep("b", 3L);

    assertThat(sizes.find("a")).isEqualTo(1);
    assertThat(sizes(CacheDirectory.in(directory, VERSION), 1).find("b")).isEqualTo(3);
  }

  @Test
  void keepsVersionsKindsAndFormsApart() {
    sizes.keep("a", 1L);

    assertThat(sizes(CacheDirectory.in(directory, new PluginVersion("1.1")), 1).find("a")).isNull();
    assertThat(sizes(cache, 2).find("a")).isNull();
    assertThat(new Remembered<>(cache, "counts", 1, String::valueOf, Long::valueOf).find("a"))
        .isNull();
    assertThat(sizes.find("a")).isEqualTo(1);
  }

  @Test
  void doesNotBelieveWhatLiesUnderAnothersName() throws Exception {
    sizes.keep("a", 1L);
    Files.copy(cache.file("sizes", "a"), cache.file("sizes", "b"));

    assertThat(sizes.find("b")).isNull();
  }

  @Test
  void forgetsWhatIsDamagedAndRemembersAnew() throws Exception {
    Path file = cache.file("sizes", "a");
    for (String damaged : new String[] {"", "1", "\u0000\uFFFD"}) {
      sizes.keep("a", 1L);
      Files.writeString(file, damaged);
      assertThat(sizes.find("a")).isNull();
    }

    sizes.keep("a", 2L);
    assertThat(sizes.find("a")).isEqualTo(2);
  }

  @Test
  void doesNotKnowWhatCannotBeParsed() {
    new Remembered<String>(cache, "sizes", 1, text -> text, text -> text).keep("a", "many");

    assertThat(sizes.find("a")).isNull();
  }

  @Test
  void putsAFileInThePlaceOfADirectory() throws Exception {
    Files.createDirectories(cache.file("sizes", "a").resolve("below/deeper"));
    Files.writeString(cache.file("sizes", "a").resolve("below/file"), "text");
    assertThat(sizes.find("a")).isNull();

    sizes.keep("a", 1L);

    assertThat(sizes.find("a")).isEqualTo(1);
  }

  @Test
  void remembersNothingWhereNothingCanBeWritten() throws Exception {
    Path inTheWay = Files.createFile(directory.resolve(".cache"));

    sizes.keep("a", 1L);

    assertThat(sizes.find("a")).isNull();
    assertThat(inTheWay).isEmptyFile();
  }

  @Test
  void notesThatItWasUsedOnceADay() throws Exception {
    sizes.keep("a", 1L);
    Path file = cache.file("sizes", "a");
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
    FileTime recent = FileTime.from(Instant.now().minus(Duration.ofHours(23)));

    Files.setLastModifiedTime(file, old);
    sizes.find("a");
    assertThat(Files.getLastModifiedTime(file)).isGreaterThan(recent);

    Files.setLastModifiedTime(file, recent);
    sizes.find("a");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(recent);
  }

  private static Remembered<Long> sizes(CacheDirectory cache, int form) {
    return new Remembered<>(cache, "sizes", form, String::valueOf, Long::valueOf);
  }
}

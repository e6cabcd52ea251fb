package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Handler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartClassMemoryTest {

  private static final StartClass APP = new StartClass(true, List.of("example.App"));

  /** As if some time had gone by since the files were written. */
  private final Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

  @TempDir Path directory;
  private int searches;

  @Test
  void isAskedOnceForTheSameFiles() throws Exception {
    Compiled function = function();
    function.classes("public class App {}");

    assertThat(find(function, later, null)).isEqualTo(APP);
    assertThat(find(function, later, null)).isEqualTo(APP);
    assertThat(searches).isEqualTo(1);

    // Neither data nor what is beside it can change the answer.
    function.resource("unit.txt", "cups");
    find(function, later, null);
    assertThat(searches).isEqualTo(1);
  }

  @Test
  void isAskedAgainWhereSomethingChanged() throws Exception {
    Compiled function = function();
    function.classes("public class App {}");
    find(function, later, null);

    function.classes("public class App { int changed; }");
    find(function, later, null);
    assertThat(searches).isEqualTo(2);

    function.resource("META-INF/MANIFEST.MF", "Main-Class: example.App\n\n");
    find(function, later, null);
    assertThat(searches).isEqualTo(3);

    find(function, later, "example.App");
    assertThat(searches).isEqualTo(4);
  }

  @Test
  void doesNotKnowFilesThatAreTooNew() throws Exception {
    Clock before = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    Compiled function = function();
    function.classes("public class App {}");

    find(function, before, null);
    find(function, before, null);
    assertThat(searches).isEqualTo(2);
  }

  @Test
  void remembersThatThereIsNone() throws Exception {
    Compiled function = function();
    function.classes("public class App {}");
    Handler handler = Handler.parse("example.App");
    StartClassMemory memory = new StartClassMemory(cache(), later);

    assertThat(memory.of(function.layers(), handler, null, () -> StartClass.NOT_ASKED))
        .isEqualTo(StartClass.NOT_ASKED);
    assertThat(memory.of(function.layers(), handler, null, () -> APP))
        .isEqualTo(StartClass.NOT_ASKED);
  }

  private Compiled function() {
    return new Compiled(directory);
  }

  private StartClass find(Compiled function, Clock clock, @Nullable String said) throws Exception {
    return new StartClassMemory(cache(), clock)
        .of(
            function.layers(),
            Handler.parse("example.App"),
            said,
            () -> {
              searches++;
              return APP;
            });
  }

  private CacheDirectory cache() throws Exception {
    return CacheDirectory.in(directory.resolve("repository"));
  }
}

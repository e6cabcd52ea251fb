package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerStartTest {

  private static final Entry SHELL = new Entry(Kind.LINK, "/bin/sh", "busybox");
  private static final Entry BUSYBOX = new Entry(Kind.FILE, "/bin/busybox", "");

  @TempDir Path directory;

  @Test
  void extensionsAreTheBasesAndTheFunctionsWithoutFolders() throws Exception {
    ContainerStart start =
        ContainerStart.of(
            layout("/opt/extensions/own", "/opt/extensions/own.d/config", "/opt/elsewhere"),
            base(
                SHELL,
                BUSYBOX,
                new Entry(Kind.FILE, "/opt/extensions/agent", ""),
                new Entry(Kind.LINK, "/opt/extensions/link", "/opt/agent"),
                new Entry(Kind.HARD_LINK, "/opt/extensions/twin", "/opt/agent"),
                new Entry(Kind.DIRECTORY, "/opt/extensions/folder", "755"),
                new Entry(Kind.FILE, "/opt/extensions/folder/file", "")),
            Map.of());

    assertThat(start.extensions()).containsExactly("agent", "link", "own", "twin");
    assertThat(start.byShell()).isTrue();
    assertThat(start.command()).containsExactly("/lambda-entrypoint.sh", "com.example.Handler");
  }

  /** The base's folder may be a link, and its files are where that leads. */
  @Test
  void extensionsAreFoundBehindALinkOfTheBase() throws Exception {
    ContainerStart start =
        ContainerStart.of(
            layout("/var/task/own"),
            base(
                SHELL,
                BUSYBOX,
                new Entry(Kind.LINK, "/opt", "usr/opt"),
                new Entry(Kind.FILE, "/usr/opt/extensions/agent", "")),
            Map.of());

    assertThat(start.extensions()).containsExactly("agent");
  }

  @Test
  void anImageWithoutAShellStartsByItself() throws Exception {
    for (Entry[] base : new Entry[][] {{}, {SHELL}}) {
      ContainerStart start = ContainerStart.of(layout("/opt/extensions/own"), base(base), Map.of());

      assertThat(start.extensions()).containsExactly("own");
      assertThat(start.byShell()).isFalse();
      assertThat(start.arguments()).isEmpty();
      assertThat(start.environment("end", "-agentlib:x")).isEmpty();
    }
  }

  /** For extensions there is no other way. */
  @Test
  void aShellTakesNoVariablesAwayForNothing() throws Exception {
    Map<String, String> own = Map.of("a.b", "1", "GOOD", "2");

    ContainerStart without = ContainerStart.of(layout("/opt/elsewhere"), base(SHELL, BUSYBOX), own);
    assertThat(without.byShell()).isFalse();
    ContainerStart with =
        ContainerStart.of(layout("/opt/extensions/own"), base(SHELL, BUSYBOX), own);
    assertThat(with.byShell()).isTrue();
    assertThat(with.leftOut()).containsExactly("a.b");
  }

  private static BaseFiles base(Entry... entries) {
    return BaseFiles.of(List.of(new LayerListing(List.of(entries))));
  }

  private ImageLayout layout(String... paths) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "a file");
    return TestAssembly.layout(
        directory, List.of(paths).stream().map(it -> FunctionFile.readable(file, it)).toList());
  }
}

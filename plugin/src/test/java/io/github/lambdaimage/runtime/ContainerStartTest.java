package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
    FunctionImage image = TestFunction.in(directory.resolve("function")).image();
    FunctionImage withFiles =
        new FunctionImage(
            image.handler(),
            image.architecture(),
            image.from(),
            List.of(
                FunctionLayer.of(
                    "extra files",
                    List.of(paths).stream().map(it -> FunctionFile.readable(file, it)).toList())),
            image.environment(),
            image.labels(),
            false,
            image.created(),
            image.format(),
            "",
            Entrypoint.OF_BASE,
            List.of());
    ImageAssembler assembler =
        new ImageAssembler(
            new OneBase(),
            TestFunction.NO_CONTENTS,
            CacheDirectory.in(directory.resolve("repository")),
            Clock.systemUTC());
    return TestAssembly.assemble(
            assembler,
            withFiles,
            directory.resolve("layout"),
            BasePolicy.CURRENT,
            (it, base) -> List.of())
        .layout();
  }

  private static final class OneBase implements BaseImages {

    @Override
    public ImageName pin(ImageName name) {
      return name.at(Digest.of("base".getBytes(UTF_8)));
    }

    @Override
    public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
      return TestFunction.base(pinned);
    }
  }
}

package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where a layer does not fit the disk that it is packed on. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // Elsewhere no small disk is mounted so.
class FullDiskTest {

  private static final int SIZE = 2_000_000;

  @TempDir Path directory;
  private Path function;

  @BeforeEach
  void writeModel() throws Exception {
    function = directory.resolve("function");
    TestFunction.in(function);
    byte[] model = new byte[SIZE];
    new Random(1).nextBytes(model);
    Files.write(function.resolve("classes/model.bin"), model);
  }

  /** The process may write no file as large as that, which is the same for whoever writes it. */
  @Test
  void isToldOfTheCacheAndNotOfTheImage() throws Exception {
    List<String> limited = List.of("sh", "-c", "ulimit -f 1000; exec \"$0\" \"$@\"");
    try (ChildJava child =
        ChildJava.start(limited, Packing.class, function.toString(), directory.toString())) {
      assertThat(child.line())
          .isEqualTo(
              "The layer 'resources' could not be packed: the cache '%s' does not take it (File too large), nor does '%s' (File too large). Free space there, or name a local repository elsewhere with '-Dmaven.repo.local='."
                  .formatted(
                      directory.resolve("repository/.cache/lambda-image/v5"),
                      directory.resolve("aside")));
      assertThat(child.process().waitFor()).isZero();
    }
    assertThat(directory.resolve("repository/.cache/lambda-image/v5/tmp")).isEmptyDirectory();
    assertThat(directory.resolve("aside/tmp")).isEmptyDirectory();
  }

  @Test
  void doesNotMatterWhereThereIsRoomBesideTheImage() throws Exception {
    Path repository = Files.createDirectory(directory.resolve("repository"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "lambda-image", repository.toString()),
        "only root may mount a small disk");
    try {
      List<String> log = new ArrayList<>();
      CacheDirectory cache =
          CacheDirectory.in(repository).orElse(directory.resolve("aside"), log::add);

      BuiltLayer layer = pack(cache);

      assertThat(cache.blob(layer.blob().digest()))
          .startsWith(directory.resolve("aside"))
          .hasSize(layer.blob().size());
      assertThat(log)
          .singleElement()
          .asString()
          .startsWith("The cache '" + repository + "/.cache/lambda-image/v5' cannot be written (")
          .contains("No space left on device");
    } finally {
      assertThat(run("umount", repository.toString())).isTrue();
    }
  }

  private BuiltLayer pack(CacheDirectory cache) throws LambdaImageException {
    return Packing.pack(function, cache);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Packs the resources of a function, and prints what went wrong. */
  static final class Packing {

    private Packing() {}

    static BuiltLayer pack(Path function, CacheDirectory cache) throws LambdaImageException {
      try (ModuleJars jars = new ModuleJars()) {
        return new LayerCache(cache)
            .build(
                LayerPlan.of(
                    FunctionContents.layers(function.resolve("classes"), List.of(), List.of())
                        .get(0),
                    jars),
                jars);
      }
    }

    public static void main(String[] arguments) {
      Path directory = Path.of(arguments[1]);
      CacheDirectory cache =
          CacheDirectory.in(directory.resolve("repository"))
              .orElse(directory.resolve("aside"), line -> {});
      try {
        System.out.println(pack(Path.of(arguments[0]), cache));
      } catch (LambdaImageException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}

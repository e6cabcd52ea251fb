package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file in each of many folders, one in the other: what each costs must not grow with the square
 * of its depth. Bytes are counted and not seconds, since they are the same on every machine.
 */
@Tag("slow")
class DeepTreeTest {

  private static final int LEVELS = 1500;

  /** Some 20 times what all the names have together; it was more than that of each level. */
  private static final long MOST = 400_000_000;

  @TempDir Path directory;

  @Test
  void costsWhatItsNamesCost() throws Exception {
    List<Path> folders = new ArrayList<>(List.of(directory));
    for (int i = 0; i < LEVELS; i++) {
      Path folder = Files.createDirectory(folders.get(i).resolve("d"));
      Files.writeString(folder.resolve("f"), "");
      folders.add(folder);
    }

    Files.writeString(directory.resolve("d/bootstrap"), "");
    long before = allocated();
    List<FunctionLayer> layers = layers(directory.resolve("d"));
    try (ModuleJars jars = new ModuleJars()) {
      assertThat(LayerCache.diffId(layers.get(0), jars)).isNotNull();
    }

    long cost = allocated() - before;
    assertThat(layers.get(0).files()).hasSize(LEVELS + 1);
    assertThat(cost).isLessThan(MOST);
    // By hand: JUnit takes a minute for it.
    Files.delete(directory.resolve("d/bootstrap"));
    for (int i = LEVELS; i > 0; i--) {
      Files.delete(folders.get(i).resolve("f"));
      Files.delete(folders.get(i));
    }
  }

  @Test
  void hasNoFileInThePlaceOfAFolder() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("one/opt/a-b"));
    Files.writeString(folder.resolve("f"), "");
    Files.writeString(folder.resolveSibling("a"), "");
    Path other = Files.createDirectories(directory.resolve("two/opt/a"));
    Files.writeString(other.resolve("f"), "");

    Files.writeString(directory.resolve("two/bootstrap"), "");
    assertThatThrownBy(() -> layers(directory.resolve("one"), directory.resolve("two")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining(
            "Two files want the place '/var/task/opt/a' in the image: '%s' and '%s'."
                .formatted(folder.resolveSibling("a"), other.resolve("f")));
  }

  /** Of a function of a custom runtime, which needs no class. */
  private List<FunctionLayer> layers(Path... folders) throws LambdaImageException {
    List<ExtraFiles> extra = new ArrayList<>();
    for (Path folder : folders) {
      extra.add(ExtraFiles.of(folder, null, List.of(), List.of(), null));
    }
    return FunctionContents.layers(directory.resolve("no classes"), List.of(), extra);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}

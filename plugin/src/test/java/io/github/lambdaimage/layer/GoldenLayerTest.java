package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.oci.Digest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes of whole layers, from tar to gzip. If they change, so does the digest of every image
 * that anybody built before: raise {@link LayerCache#PACKING}.
 */
class GoldenLayerTest {

  private final Path directory;
  private final List<FunctionFile> files = new ArrayList<>();

  GoldenLayerTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void staysTheSameToTheByte() throws Exception {
    add("/var/task/b.txt", 0644, "the same line again and again\n".repeat(30).getBytes(UTF_8));
    add("/var/task/a/empty", 0644, new byte[0]);
    add("/var/runtime/bootstrap", 0755, "#!/bin/sh\nexec true\n".getBytes(UTF_8));
    add("/opt/" + "long/".repeat(25) + "name", 0444, "prefix".getBytes(UTF_8));
    add("/opt/größe-日本-\uD83D\uDE80.json", 0644, "{}".getBytes(UTF_8));
    add("/opt/" + "n".repeat(120), 0644, "pax".getBytes(UTF_8));

    assertThat(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(packed()) + "\n")
        .isEqualTo(golden());
  }

  @Test
  void staysTheSameWhereBlocksAreStored() throws Exception {
    byte[] noise = new byte[1_000_000];
    new Random(1).nextBytes(noise);
    byte[] text = "INFO 2026-01-01 handled the request\n".repeat(20_000).getBytes(UTF_8);
    add("/opt/model.onnx", 0644, noise);
    add("/opt/words.txt", 0644, text);

    assertThat(Digest.of(packed()).hex())
        .isEqualTo("13fc623f096b01e0e6d0019b7c0f1eb28970c8f75bb8144b1eebd5caed54e1e5");
  }

  private void add(String target, int mode, byte[] content) throws Exception {
    Path file = Files.write(directory.resolve("file" + files.size()), content);
    files.add(new FunctionFile(file, target, mode));
  }

  private byte[] packed() throws Exception {
    LayerCache cache = new LayerCache(CacheDirectory.in(directory.resolve("repository")));
    try (ModuleJars jars = new ModuleJars()) {
      LayerPlan plan = LayerPlan.of(FunctionLayer.of("golden", files), jars);
      return Files.readAllBytes(cache.blob(cache.build(plan, jars).blob()));
    }
  }

  private static String golden() throws Exception {
    try (InputStream in = GoldenLayerTest.class.getResourceAsStream("golden-layer.base64")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}

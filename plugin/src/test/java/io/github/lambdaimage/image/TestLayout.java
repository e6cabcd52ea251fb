package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A layout of an image that nobody built, with layers of any size that take no space. */
public final class TestLayout {

  private static final byte[] MANIFEST = "manifest".getBytes(UTF_8);
  private static final byte[] CONFIG = "config".getBytes(UTF_8);

  private TestLayout() {}

  /** An image of three layers and no checks. */
  public static ImageSummary summary() throws LambdaImageException {
    return new ImageSummary(
        Digest.of(MANIFEST),
        Digest.of(CONFIG),
        ImageName.parse("public.ecr.aws/lambda/java:21").at(Digest.of("base".getBytes(UTF_8))),
        "arm64",
        "com.example.Handler::handleRequest",
        "2026-01-02T03:04:05Z",
        List.of(
            layer("dependencies", 19_300_000, true),
            layer("resources", 812, true),
            layer("classes", 4_250, false)),
        List.of(),
        null,
        List.of(),
        null);
  }

  /** Writes it down. */
  public static ImageLayout write(Path directory, ImageSummary summary)
      throws IOException, LambdaImageException {
    Path blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
    for (BuiltLayer layer : summary.layers()) {
      try (RandomAccessFile blob =
          new RandomAccessFile(blobs.resolve(layer.blob().digest().hex()).toFile(), "rw")) {
        blob.setLength(layer.blob().size());
      }
    }
    Files.write(blobs.resolve(summary.digest().hex()), MANIFEST);
    Files.write(blobs.resolve(summary.imageId().hex()), CONFIG);
    Files.write(
        directory.resolve("index.json"),
        ImageLayout.index(ManifestFormat.DOCKER, summary.digest(), MANIFEST.length));
    SummaryFiles.write(directory, summary);
    return ImageLayout.open(directory);
  }

  private static BuiltLayer layer(String name, long size, boolean cached) {
    Digest digest = Digest.of(name.getBytes(UTF_8));
    return new BuiltLayer(name, new LayerBlob(digest, digest, size, size), cached);
  }
}

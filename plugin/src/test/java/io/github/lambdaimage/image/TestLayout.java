package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.image.ImageSummary.Publication;
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
import org.jspecify.annotations.Nullable;

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

  /** An image without layers and checks, with the manifest's digest wherever it has one. */
  static ImageSummary bare(
      @Nullable Publication publication, List<ImageName> copied, @Nullable StartupFigures startup)
      throws LambdaImageException {
    Digest digest = Digest.of(MANIFEST);
    return new ImageSummary(
        digest,
        digest,
        ImageName.parse("r.test/base:1").at(digest),
        "x86_64",
        "a.B",
        "1970-01-01T00:00:00Z",
        List.of(),
        List.of(),
        publication,
        copied,
        startup);
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

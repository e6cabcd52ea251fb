package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.oci.ManifestFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small function on disk. */
public final class TestFunction {

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final Path directory;

  private TestFunction(Path directory) {
    this.directory = directory;
  }

  public static TestFunction in(Path directory) throws IOException {
    TestFunction function = new TestFunction(directory);
    function.write("classes/com/example/Handler.class", "class");
    function.write("classes/prices.json", "{}");
    function.write("repository/library-1.0.jar", "jar");
    return function;
  }

  public Path write(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return path;
  }

  /** Sets the modification time of every file back. */
  public void makeOld() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
      }
    }
  }

  public List<FunctionLayer> layers() throws LambdaImageException {
    Dependency library =
        new Dependency(
            "com.example",
            "library",
            "1.0",
            "",
            directory.resolve("repository/library-1.0.jar"),
            Dependency.Stability.RELEASE);
    return FunctionContents.layers(directory.resolve("classes"), List.of(library), List.of());
  }

  public FunctionLayer layer(String name) throws LambdaImageException {
    return layers().stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
  }

  public FunctionImage image() throws LambdaImageException {
    return new FunctionImage(
        Handler.parse("com.example.Handler"),
        Architecture.ARM64,
        ImageName.parse("registry.test/lambda/java:21"),
        layers(),
        new TreeMap<>(Map.of("STAGE", "test")),
        new TreeMap<>(Map.of("org.opencontainers.image.title", "test")),
        false,
        Instant.EPOCH,
        ManifestFormat.DOCKER,
        "",
        Entrypoint.OF_BASE,
        List.of());
  }

  /** The files of bases for tests in which nobody looks at them. */
  public static final BaseContents NO_CONTENTS =
      new BaseContents() {
        @Override
        public UnpackedSize unpackedSize(BaseImage base) {
          return UnpackedSize.NONE;
        }

        @Override
        public BaseFiles files(BaseImage base) {
          return BaseFiles.of(List.of());
        }
      };

  /** A base image in the shape of AWS's, with members that we know nothing of. */
  public static BaseImage base(ImageName pinned) throws LambdaImageException {
    String layer =
        """
        {"mediaType":"%s","size":10,"digest":"%s"}"""
            .formatted(ManifestFormat.DOCKER.layer(), Digest.of("base layer".getBytes(UTF_8)));
    String config =
        """
        {"architecture":"arm64","os":"linux","variant":"v8","created":"2024-01-01T00:00:00Z",
         "config":{"Env":["PATH=/var/lang/bin","STAGE=base"],"Entrypoint":["/lambda-entrypoint.sh"],
                   "WorkingDir":"/var/task","Labels":{"from":"base"},"StopSignal":"SIGTERM"},
         "rootfs":{"type":"layers","diff_ids":["%s"]},
         "history":[{"created_by":"ENV","empty_layer":true},{"created_by":"COPY"}]}"""
            .formatted(Digest.of("base tar".getBytes(UTF_8)));
    return BaseImage.of(
        pinned,
        JsonObject.parse("{\"layers\":[%s]}".formatted(layer).getBytes(UTF_8), "manifest"),
        JsonObject.parse(config.getBytes(UTF_8), "config"),
        Architecture.ARM64);
  }
}

package io.github.lambdaimage.runtime;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * AWS's runtime interface client in the image itself, which has one on a base that is not AWS's:
 * then that one runs the function.
 */
public final class BundledClient {

  private static final String JAR = "aws-lambda-java-runtime-interface-client";

  private BundledClient() {}

  /**
   * The class path that starts it: all jars in {@code lib}, as in the image, and the task root.
   *
   * @return empty if the base's own client runs the function: that one is not here
   * @throws LambdaImageException when the image cannot be read
   */
  public static List<Path> classPath(ImageLayout layout, UnpackedImage image)
      throws LambdaImageException {
    try {
      return classPath(
          JsonObject.parse(layout.config(), "The image's config")
              .object("config")
              .texts("Entrypoint"),
          image.taskRoot());
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image in '%s' cannot be read: %s. Run 'mvn lambda-image:build' again."
              .formatted(layout.directory(), FailureReason.of(e)),
          e);
    }
  }

  static List<Path> classPath(List<String> entrypoint, Path taskRoot) throws IOException {
    Path libraries = taskRoot.resolve("lib");
    if (entrypoint.equals(BaseImage.AWS_ENTRYPOINT) || !Files.isDirectory(libraries)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(libraries)) {
      List<Path> classPath = new ArrayList<>(files.filter(BundledClient::isJar).sorted().toList());
      if (classPath.stream().noneMatch(BundledClient::isClient)) {
        return List.of();
      }
      classPath.add(taskRoot);
      return classPath;
    }
  }

  /** Whether a jar is the client, by its name on Maven Central. */
  static boolean isClient(Path jar) {
    return isJar(jar) && String.valueOf(jar.getFileName()).contains(JAR);
  }

  private static boolean isJar(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".jar");
  }
}

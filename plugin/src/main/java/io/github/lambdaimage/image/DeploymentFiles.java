package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files for tools that deploy a published image: variables for Terraform, parameters for
 * CloudFormation. An image that is not published has neither.
 */
final class DeploymentFiles {

  private static final String TERRAFORM = "image.tfvars.json";
  private static final String CLOUDFORMATION = "image.parameters.json";

  private DeploymentFiles() {}

  /** Removes the files: nobody should deploy the previous image instead of the new one. */
  static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(TERRAFORM));
    Files.deleteIfExists(directory.resolve(CLOUDFORMATION));
  }

  static boolean areThere(Path directory) {
    return Files.exists(directory.resolve(TERRAFORM))
        && Files.exists(directory.resolve(CLOUDFORMATION));
  }

  static void write(Path directory, ImageSummary published) throws IOException {
    String uri = String.valueOf(published.imageUri());
    AtomicFile.write(
        directory.resolve(TERRAFORM),
        JsonObject.empty()
            .with("image_uri", uri)
            .with("architecture", published.architecture())
            .prettyBytes());
    AtomicFile.write(
        directory.resolve(CLOUDFORMATION),
        parameters(List.of("ImageUri=" + uri, "Architecture=" + published.architecture())));
  }

  /**
   * The form that every version of {@code aws cloudformation deploy} reads; URIs and architectures
   * need no escaping.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/#supported-json-syntax">Supported
   *     JSON syntax</a>
   */
  private static byte[] parameters(List<String> parameters) {
    return ("[\n  \"" + String.join("\",\n  \"", parameters) + "\"\n]\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}

package io.github.lambdaimage.attachment;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file to attach to an image, byte for byte.
 *
 * @param type its media type, if the user sets one
 */
public record AttachedFile(Path file, Optional<String> type) {

  /** In bytes: it is held in memory, and no document about an image is that long. */
  private static final long LONGEST = 100_000_000;

  private static final String ATTACHMENTS = "<attachments>";
  private static final String SBOM = "lambda-image.sbom";

  /**
   * Checks the user's values.
   *
   * @param type a media type, or {@code null}
   * @throws LambdaImageException when it is not valid
   */
  public static AttachedFile of(Path file, @Nullable String type) throws LambdaImageException {
    return new AttachedFile(
        file, type == null ? Optional.empty() : Optional.of(Artifact.type("artifactType", type)));
  }

  /**
   * Reads the bill of materials that another plugin has written.
   *
   * @throws LambdaImageException when it cannot be read, or is something else
   */
  public static Artifact readBill(Path file) throws LambdaImageException {
    byte[] content = bytes(SBOM, file);
    String type =
        DocumentType.of(content)
            .filter(DocumentType::isBill)
            .map(DocumentType::mediaType)
            .orElse("");
    if (type.isEmpty()) {
      throw new LambdaImageException(
          "%s is set, and '%s' is not a complete bill of materials of CycloneDX (JSON, XML) or SPDX (JSON). Have it written anew: 'mvn clean package lambda-image:push'."
              .formatted(SBOM, file));
    }
    return Artifact.of(type, type, String.valueOf(file.getFileName()), content);
  }

  /**
   * Reads the file.
   *
   * @throws LambdaImageException when it cannot be read, or its type is unknown
   */
  public Artifact read() throws LambdaImageException {
    byte[] content = bytes(ATTACHMENTS, file);
    String recognised = DocumentType.of(content).map(DocumentType::mediaType).orElse("");
    if (recognised.isEmpty() && type.isEmpty()) {
      throw new LambdaImageException(
          "%s: the type of '%s' is not recognised: it is not a complete document of CycloneDX (JSON, XML), SPDX (JSON), in-toto or SARIF. Say it in <artifactType>, as in 'application/vnd.example.report+json', or correct <file>."
              .formatted(ATTACHMENTS, file));
    }
    String said = type.orElse(recognised);
    return Artifact.of(
        said,
        recognised.isEmpty() ? said : recognised,
        String.valueOf(file.getFileName()),
        content);
  }

  /**
   * Its bytes.
   *
   * @param element where the user asks for it, for messages
   */
  private static byte[] bytes(String element, Path file) throws LambdaImageException {
    if (!Files.exists(file)) {
      throw new LambdaImageException(
          "%s: there is no file '%s'. Run the step that writes it before, as in 'mvn package lambda-image:push', or correct <file>."
              .formatted(element, file));
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw new LambdaImageException(
            "%s: '%s' is not a file. Name a file, or pack the directory into one."
                .formatted(element, file));
      }
      if (Files.size(file) == 0) {
        throw new LambdaImageException(
            "%s: '%s' is empty. See why nothing was written to it, or leave it out."
                .formatted(element, file));
      }
      if (Files.size(file) > LONGEST) {
        throw new LambdaImageException(
            "%s: '%s' has %s, and a document beside an image no more than %s. Leave it out."
                .formatted(element, file, Size.of(Files.size(file)), Size.of(LONGEST)));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new LambdaImageException(
          "%s: '%s' cannot be read: %s. Make it readable, or correct <file>."
              .formatted(element, file, FailureReason.of(e)),
          e);
    }
  }
}

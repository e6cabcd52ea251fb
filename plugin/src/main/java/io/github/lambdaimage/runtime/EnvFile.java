package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Variables for the local function, never for an image: {@code .env}.
 *
 * @param name in messages
 * @param variables by name; their values may be secrets
 */
public record EnvFile(String name, SortedMap<String, String> variables) {

  private static final String USUAL = ".env";

  /**
   * Reads the named file, or {@code .env} if there is one.
   *
   * @param directory of the project
   * @throws LambdaImageException when the named file does not exist, or a line is malformed
   */
  public static Optional<EnvFile> find(Path directory, @Nullable String named)
      throws LambdaImageException {
    String name = named == null ? USUAL : named;
    Path file = path(directory, named);
    if (!Files.isRegularFile(file)) {
      if (named == null) {
        return Optional.empty();
      }
      throw new LambdaImageException(
          "<envFile> '%s' is not a file. Name one, or leave it out: '%s' beside the POM is taken if it is there."
              .formatted(name, USUAL));
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
      return Optional.of(new EnvFile(name, new EnvLines(name, text).read()));
    } catch (CharacterCodingException e) {
      throw new LambdaImageException(
          "'%s' is not text in UTF-8. Save it as such.".formatted(name), e);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(name, FailureReason.of(e)), e);
    }
  }

  /** Its path, whether it exists or not. */
  public static Path path(Path directory, @Nullable String named) throws LambdaImageException {
    return LocalePath.of(directory, named == null ? USUAL : named);
  }

  /** For people: the names, never a value. */
  @Override
  public String toString() {
    return variables.isEmpty()
        ? "'%s' sets no variables".formatted(name)
        : "Variables of '%s', for the function here and not for the image: %s"
            .formatted(name, String.join(", ", variables.keySet()));
  }
}

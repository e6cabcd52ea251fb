package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.EnvFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a function gets on this machine over what its image says, as of the moment. */
final class OwnVariables {

  private final Path directory;
  private final @Nullable String named;
  private final Rest rest;
  private final Console console;
  private String told = "";

  /** Adds what parameters say. */
  @FunctionalInterface
  interface Rest {
    Map<String, String> with(Optional<EnvFile> file) throws LambdaImageException;
  }

  /**
   * Variables, none of which is read yet.
   *
   * @param directory of the project
   * @param named the file of the user, or nothing for the usual one
   */
  OwnVariables(Path directory, @Nullable String named, Rest rest, Console console) {
    this.directory = directory;
    this.named = named;
    this.rest = rest;
    this.console = console;
  }

  /** Where some of them are, if that is there. */
  Path file() throws LambdaImageException {
    return EnvFile.path(directory, named);
  }

  /** Reads them, and tells the names that the file has, if they are others than before. */
  Map<String, String> read() throws LambdaImageException {
    Optional<EnvFile> file = EnvFile.find(directory, named);
    String text = file.map(EnvFile::toString).orElse("");
    if (!text.isEmpty() && !text.equals(told)) {
      console.info(text);
    }
    told = text;
    return rest.with(file);
  }
}

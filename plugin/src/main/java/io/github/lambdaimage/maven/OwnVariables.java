package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.EnvFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a function gets on this machine in addition to the image's, as they are at the
 * moment.
 */
final class OwnVariables {

  private final Path directory;
  private final @Nullable String named;
  private final Map<String, String> ofParameters;
  private final Console console;
  private String told = "";

  /**
   * Variables that are not read yet.
   *
   * @param directory of the project
   * @param named the user's file, or empty for the default
   * @param ofParameters variables that override the file's
   */
  OwnVariables(
      Path directory, @Nullable String named, Map<String, String> ofParameters, Console console) {
    this.directory = directory;
    this.named = named;
    this.ofParameters = Map.copyOf(ofParameters);
    this.console = console;
  }

  /** The file with variables, if it exists. */
  Path file() throws LambdaImageException {
    return EnvFile.path(directory, named);
  }

  /** Reads them, and logs the file's names if they have changed. */
  Map<String, String> read() throws LambdaImageException {
    Optional<EnvFile> file = EnvFile.find(directory, named);
    String text = file.map(EnvFile::toString).orElse("");
    if (!text.isEmpty() && !text.equals(told)) {
      console.info(text);
    }
    told = text;
    Map<String, String> all = new TreeMap<>();
    file.map(EnvFile::variables).ifPresent(all::putAll);
    all.putAll(ofParameters);
    return all;
  }
}

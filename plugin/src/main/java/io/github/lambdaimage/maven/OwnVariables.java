package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.EnvFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a function gets on this machine over what its image says, as of the moment. */
final class OwnVariables {

  private final Path directory;
  private final @Nullable String named;
  private final Map<String, String> ofParameters;
  private final Console console;
  private String told = "";

  /**
   * Variables, none of which is read yet.
   *
   * @param directory of the project
   * @param named the file of the user, or nothing for the usual one
   * @param ofParameters what goes before the file's
   */
  OwnVariables(
      Path directory, @Nullable String named, Map<String, String> ofParameters, Console console) {
    this.directory = directory;
    this.named = named;
    this.ofParameters = Map.copyOf(ofParameters);
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
    Map<String, String> all = new TreeMap<>();
    file.map(EnvFile::variables).ifPresent(all::putAll);
    all.putAll(ofParameters);
    return all;
  }
}

package io.github.lambdaimage.startup;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The startup cache that the user asks for.
 *
 * @param mayLack whether to build the image without it if it cannot be made
 * @param events for the function during training
 * @param key of everything that decides what is in the cache
 */
public record StartupRequest(boolean mayLack, List<TrainingEvent> events, String key) {

  /**
   * Parses the parameters.
   *
   * @param startupCache {@code true}, {@code false} or {@code try}
   * @param events JSON, names of kinds of events or of files
   * @param directory that relative file names start at
   * @return empty for {@code false}
   * @throws LambdaImageException when one of them is not valid
   */
  public static Optional<StartupRequest> of(
      String startupCache, List<String> events, Path directory) throws LambdaImageException {
    boolean mayLack =
        switch (startupCache.strip()) {
          case "true", "false" -> false;
          case "try" -> true;
          default ->
              throw new LambdaImageException(
                  "<startupCache> '%s' is not valid. Use 'true', 'false' or 'try', or leave it out."
                      .formatted(startupCache));
        };
    if (startupCache.strip().equals("false")) {
      return Optional.empty();
    }
    List<TrainingEvent> training = new ArrayList<>();
    FieldsDigest key = new FieldsDigest();
    for (String event : events) {
      TrainingEvent one = new TrainingEvent(event, directory);
      training.add(one);
      key.add(one.key());
    }
    return Optional.of(new StartupRequest(mayLack, List.copyOf(training), key.digest().toString()));
  }
}

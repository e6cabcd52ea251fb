package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.NewRepository;
import io.github.lambdaimage.ecr.RepositoryPolicy;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <repositorySettings>} as Maven fills it. */
public class RepositorySettings {

  private @Nullable String tagMutability;
  private List<@Nullable String> exclusionFilters = List.of();
  private @Nullable String encryption;
  private @Nullable String kmsKey;
  private Map<String, @Nullable String> tags = Map.of();
  private @Nullable String lifecyclePolicy;
  private @Nullable String policy;

  /**
   * How to create a missing repository, if wanted. The settings are checked in any case: a mistake
   * in them should not show only on the day when a repository is missing.
   *
   * @param directory that relative file names start at
   */
  Optional<NewRepository> creation(boolean wanted, Path directory) throws LambdaImageException {
    NewRepository checked = toValue(directory);
    return wanted ? Optional.of(checked) : Optional.empty();
  }

  /**
   * The settings, checked.
   *
   * @param directory that relative file names start at
   */
  NewRepository toValue(Path directory) throws LambdaImageException {
    return NewRepository.of(
        tagMutability,
        ConfiguredElements.present(exclusionFilters),
        encryption,
        kmsKey,
        ConfiguredElements.filled(tags),
        lifecyclePolicy == null ? null : json("lifecyclePolicy", directory, lifecyclePolicy),
        policy == null ? null : policy(directory, policy));
  }

  private static RepositoryPolicy policy(Path directory, String policy)
      throws LambdaImageException {
    List<String> words = Arrays.asList(policy.strip().split("[\\s,]+"));
    return words.get(0).equals("lambda")
        ? RepositoryPolicy.lambda(words.subList(1, words.size()))
        : RepositoryPolicy.of(json("policy", directory, policy.strip()));
  }

  /**
   * Reads a JSON file before the repository is created: a mistake must not leave a repository
   * without its policy.
   */
  private static String json(String element, Path directory, String name)
      throws LambdaImageException {
    Path file = directory.resolve(name);
    try {
      byte[] document = Files.readAllBytes(file);
      JsonObject.parse(document, "<%s> '%s'".formatted(element, file));
      return new String(document, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LambdaImageException(
          "<%s> '%s' cannot be read: %s. Name a JSON file, relative to the project."
              .formatted(element, name, FailureReason.of(e)),
          e);
    }
  }
}

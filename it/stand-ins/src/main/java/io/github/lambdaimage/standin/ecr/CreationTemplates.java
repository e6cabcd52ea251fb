package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Repository creation templates that apply to pushes.
 *
 * @param byPrefix the tag mutability, by the prefix of names that it is for
 */
record CreationTemplates(Map<String, String> byPrefix) {

  private static final String ALL = "ROOT";

  CreationTemplates {
    byPrefix = Map.copyOf(byPrefix);
  }

  /** Creates a repository if it is missing, and a template is for it. */
  synchronized void apply(String repository, EcrRepositories repositories) {
    Optional<String> prefix = prefix(repository);
    if (prefix.isPresent() && !repositories.contains(repository)) {
      repositories.create(
          repository,
          JsonNodeFactory.instance
              .objectNode()
              .put("repositoryName", repository)
              .put("imageTagMutability", byPrefix.get(prefix.get())));
    }
  }

  private Optional<String> prefix(String repository) {
    return byPrefix.keySet().stream()
        .filter(prefix -> prefix.equals(ALL) || repository.startsWith(prefix + "/"))
        .max(Comparator.comparing(prefix -> prefix.equals(ALL) ? 0 : prefix.length()));
  }
}

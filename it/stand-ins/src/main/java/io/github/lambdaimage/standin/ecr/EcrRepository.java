package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository as the API made it.
 *
 * @param settings the parameters of CreateRepository, as they came
 * @param policy what SetRepositoryPolicy set last, if anything
 * @param lifecyclePolicy what PutLifecyclePolicy put last, if anything
 */
public record EcrRepository(
    String name,
    ObjectNode settings,
    Instant createdAt,
    @Nullable String policy,
    @Nullable String lifecyclePolicy) {

  EcrRepository(String name, ObjectNode settings) {
    this(name, settings, Instant.now(), null, null);
  }

  EcrRepository withPolicy(String text) {
    return new EcrRepository(name, settings, createdAt, text, lifecyclePolicy);
  }

  EcrRepository withLifecyclePolicy(String text) {
    return new EcrRepository(name, settings, createdAt, policy, text);
  }

  public String tagMutability() {
    return settings.path("imageTagMutability").asText("MUTABLE");
  }

  /** Whether an image cannot be pushed to this tag once it exists. */
  public boolean isImmutable(String tag) {
    return switch (tagMutability()) {
      case "IMMUTABLE" -> true;
      case "IMMUTABLE_WITH_EXCLUSION" -> !isExcluded(tag);
      case "MUTABLE_WITH_EXCLUSION" -> isExcluded(tag);
      default -> false;
    };
  }

  private boolean isExcluded(String tag) {
    return settings
        .path("imageTagMutabilityExclusionFilters")
        .valueStream()
        .map(filter -> filter.path("filter").asText())
        .anyMatch(wildcard -> tag.matches("\\Q" + wildcard.replace("*", "\\E.*\\Q") + "\\E"));
  }
}

package io.github.lambdaimage.ecr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tags that are the version of a snapshot: Maven publishes it again and again, which immutable tags
 * forbid.
 */
final class SnapshotTags {

  /** What a repository excludes from immutability so that these tags may move. */
  static final String FILTER = "*-SNAPSHOT";

  private static final String SUFFIX = "-SNAPSHOT";

  private static final String OWN_TAG =
      "Give each push of a snapshot a tag of its own, such as -Dlambda-image.tags=$(git rev-parse --short HEAD)";

  private SnapshotTags() {}

  static boolean includes(String tag) {
    return tag.endsWith(SUFFIX);
  }

  /** What to do if one is immutable, whatever the repository's settings. */
  static String cure() {
    return OWN_TAG
        + ", or have the repository exclude '"
        + FILTER
        + "' from its immutable tags ('aws ecr put-image-tag-mutability').";
  }

  /** What to do for a repository with known settings: with the command, if there is one. */
  static String cure(EcrRepository repository) {
    if (!repository.immutable() || repository.exceptions().size() >= NewRepository.MOST_FILTERS) {
      return OWN_TAG + ".";
    }
    // The command replaces all of them.
    List<String> filters = new ArrayList<>();
    for (String filter : repository.exceptions()) {
      filters.add(option(filter));
    }
    filters.add(option(FILTER));
    Optional<EcrHost> host = EcrHost.parse(repository.registry());
    return "%s, or let the repository exclude snapshots from its immutable tags: aws ecr put-image-tag-mutability%s --registry-id %s --repository-name %s --image-tag-mutability IMMUTABLE_WITH_EXCLUSION --image-tag-mutability-exclusion-filters %s"
        .formatted(
            OWN_TAG,
            host.map(it -> " --region " + it.region()).orElse(""),
            repository.account(),
            repository.name(),
            String.join(" ", filters));
  }

  /** In quotes, or a shell might find files that the filter matches. */
  private static String option(String filter) {
    return "'filterType=WILDCARD,filter=" + filter + "'";
  }
}

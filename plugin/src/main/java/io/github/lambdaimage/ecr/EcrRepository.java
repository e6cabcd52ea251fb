package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.TagMutability;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * A repository that exists.
 *
 * @param uri {@code host/name}
 * @param account of the owner
 * @param immutable whether tags are immutable, except for the exceptions
 * @param exceptions patterns of tags, with {@code *} for any characters, for which the opposite
 *     holds
 */
record EcrRepository(String uri, String account, boolean immutable, List<String> exceptions)
    implements TagMutability {

  static EcrRepository of(Repository repository) {
    ImageTagMutability mutability = repository.imageTagMutability();
    return new EcrRepository(
        repository.repositoryUri(),
        repository.registryId(),
        mutability == ImageTagMutability.IMMUTABLE
            || mutability == ImageTagMutability.IMMUTABLE_WITH_EXCLUSION,
        repository.imageTagMutabilityExclusionFilters().stream()
            .map(filter -> filter.filter())
            .toList());
  }

  @Override
  public boolean isImmutable(String tag) {
    return immutable != exceptions.stream().anyMatch(pattern -> matches(pattern, tag));
  }

  @Override
  public String cure(String tag) throws LambdaImageException {
    return SnapshotTags.includes(tag) ? SnapshotTags.cure(this) : TagMutability.super.cure(tag);
  }

  String name() {
    return uri.substring(uri.indexOf('/') + 1);
  }

  /** The registry's host. */
  String registry() {
    return uri.substring(0, uri.indexOf('/'));
  }

  private static boolean matches(String pattern, String tag) {
    return tag.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }
}

package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.Tag;

/**
 * The settings of a repository that we create.
 *
 * @param tagMutability one of ECR's four
 * @param exclusionFilters tags for which the opposite holds, with {@code *} for any characters
 * @param encryption {@code AES256}, {@code KMS} or {@code KMS_DSSE}
 * @param kmsKey ID, ARN or alias; {@code null} for the key that AWS manages
 * @param lifecyclePolicy its JSON text, or {@code null} for none
 * @param policy see {@link RepositoryPolicy}, or {@code null} for none
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 */
public record NewRepository(
    String tagMutability,
    List<String> exclusionFilters,
    String encryption,
    @Nullable String kmsKey,
    Map<String, String> tags,
    @Nullable String lifecyclePolicy,
    @Nullable RepositoryPolicy policy) {

  private static final String WITH_EXCLUSION = "_WITH_EXCLUSION";
  private static final List<String> MUTABILITIES =
      List.of("IMMUTABLE", "MUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION");
  private static final List<String> ENCRYPTIONS = List.of("AES256", "KMS", "KMS_DSSE");
  private static final Pattern FILTER = Pattern.compile("[0-9a-zA-Z._*-]{1,128}");
  static final int MOST_FILTERS = 5;
  private static final int MOST_WILDCARDS = 2;

  /**
   * Checks settings by the rules of ECR's API.
   *
   * @param tagMutability {@code null} for {@code IMMUTABLE} except for snapshots and the filters;
   *     {@code _WITH_EXCLUSION} follows from the filters
   * @param encryption {@code null} for {@code AES256}, or for {@code KMS} if a key is given
   * @throws LambdaImageException for what ECR would refuse
   */
  public static NewRepository of(
      @Nullable String tagMutability,
      List<String> exclusionFilters,
      @Nullable String encryption,
      @Nullable String kmsKey,
      Map<String, String> tags,
      @Nullable String lifecyclePolicy,
      @Nullable RepositoryPolicy policy)
      throws LambdaImageException {
    String mutability =
        oneOf("tagMutability", tagMutability == null ? "IMMUTABLE" : tagMutability, MUTABILITIES);
    if (exclusionFilters.isEmpty() && mutability.endsWith(WITH_EXCLUSION)) {
      throw new LambdaImageException(
          "<tagMutability> '%s' needs <exclusionFilters>. List the tags that it excludes, such as <filter>latest</filter>."
              .formatted(mutability));
    }
    for (String filter : exclusionFilters) {
      checkFilter(filter);
    }
    if (exclusionFilters.size() > MOST_FILTERS) {
      throw new LambdaImageException(
          "<exclusionFilters> has %s filters; ECR takes %s at most. Join some with '*'."
              .formatted(exclusionFilters.size(), MOST_FILTERS));
    }
    List<String> filters =
        tagMutability == null ? withSnapshots(exclusionFilters) : exclusionFilters;
    boolean completed = filters.isEmpty() || mutability.endsWith(WITH_EXCLUSION);
    String standard = kmsKey == null ? "AES256" : "KMS";
    String chosen = oneOf("encryption", encryption == null ? standard : encryption, ENCRYPTIONS);
    if (kmsKey != null && chosen.equals("AES256")) {
      throw new LambdaImageException(
          "<kmsKey> '%s' cannot be used with <encryption> 'AES256'. Use 'KMS' or 'KMS_DSSE', or leave the key out."
              .formatted(kmsKey));
    }
    return new NewRepository(
        completed ? mutability : mutability + WITH_EXCLUSION,
        List.copyOf(filters),
        chosen,
        kmsKey,
        Map.copyOf(tags),
        lifecyclePolicy,
        policy);
  }

  /** Adds the filter for snapshots, unless five filters leave no room. */
  private static List<String> withSnapshots(List<String> filters) {
    if (filters.contains(SnapshotTags.FILTER) || filters.size() == MOST_FILTERS) {
      return filters;
    }
    List<String> all = new ArrayList<>(filters);
    all.add(SnapshotTags.FILTER);
    return all;
  }

  CreateRepositoryRequest request(String name, @Nullable String account) {
    CreateRepositoryRequest.Builder request =
        CreateRepositoryRequest.builder()
            .repositoryName(name)
            .registryId(account)
            .imageTagMutability(tagMutability)
            .encryptionConfiguration(
                EncryptionConfiguration.builder()
                    .encryptionType(encryption)
                    .kmsKey(kmsKey)
                    .build());
    if (!exclusionFilters.isEmpty()) {
      request.imageTagMutabilityExclusionFilters(
          exclusionFilters.stream().map(NewRepository::filter).toList());
    }
    if (!tags.isEmpty()) {
      request.tags(
          tags.entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    return request.build();
  }

  @Nullable String policyText(Region region, String account) {
    return policy == null ? null : policy.text(PartitionMetadata.of(region).id(), region.id());
  }

  private static ImageTagMutabilityExclusionFilter filter(String filter) {
    return ImageTagMutabilityExclusionFilter.builder()
        .filterType("WILDCARD")
        .filter(filter)
        .build();
  }

  private static void checkFilter(String filter) throws LambdaImageException {
    long wildcards = filter.chars().filter(character -> character == '*').count();
    if (!FILTER.matcher(filter).matches() || wildcards > MOST_WILDCARDS) {
      throw new LambdaImageException(
          "<exclusionFilters>: '%s' is not a valid filter: up to 128 letters, digits, '.', '_', '-' and two '*' for any characters."
              .formatted(filter));
    }
  }

  private static String oneOf(String element, String value, List<String> legal)
      throws LambdaImageException {
    if (!legal.contains(value)) {
      throw new LambdaImageException(
          "<%s> '%s' is not one of ECR's. Use %s."
              .formatted(
                  element,
                  value,
                  legal.stream().map(it -> "'" + it + "'").collect(Collectors.joining(", "))));
    }
    return value;
  }
}

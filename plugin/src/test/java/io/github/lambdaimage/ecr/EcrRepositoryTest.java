package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.Repository;

class EcrRepositoryTest {

  @ParameterizedTest
  @CsvSource({
    "MUTABLE, , 1.0, false",
    "IMMUTABLE, , 1.0, true",
    "IMMUTABLE_WITH_EXCLUSION, dev-*, 1.0, true",
    "IMMUTABLE_WITH_EXCLUSION, dev-*, dev-1, false",
    "IMMUTABLE_WITH_EXCLUSION, dev-*, my-dev-1, true",
    "IMMUTABLE_WITH_EXCLUSION, *dev*, my-dev-1, false",
    "IMMUTABLE_WITH_EXCLUSION, v.1, vx1, true",
    "IMMUTABLE_WITH_EXCLUSION, *-SNAPSHOT, 1.0-SNAPSHOT, false",
    "IMMUTABLE_WITH_EXCLUSION, *-SNAPSHOT, 1.0, true",
    "IMMUTABLE_WITH_EXCLUSION, *-SNAPSHOT, 1.0-SNAPSHOT-2, true",
    "MUTABLE_WITH_EXCLUSION, v*, v1, true",
    "MUTABLE_WITH_EXCLUSION, v*, latest, false",
  })
  void saysWhichTagsMayMove(String mutability, String filter, String tag, boolean immutable) {
    EcrRepository repository =
        EcrRepository.of(
            Repository.builder()
                .repositoryUri("123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders")
                .registryId("123456789012")
                .imageTagMutability(mutability)
                .imageTagMutabilityExclusionFilters(filters(filter))
                .build());

    assertThat(repository.isImmutable(tag)).isEqualTo(immutable);
    assertThat(repository.registry()).isEqualTo("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
  }

  @Test
  void tellsTheWayOutForASnapshot() throws Exception {
    assertThat(repository("IMMUTABLE_WITH_EXCLUSION", "latest").cure("1.0-SNAPSHOT"))
        .isEqualTo(
            "Give each push of a snapshot a tag of its own, such as -Dlambda-image.tags=$(git rev-parse --short HEAD), or let the repository exclude snapshots from its immutable tags: aws ecr put-image-tag-mutability --region eu-central-1 --registry-id 123456789012 --repository-name shop/orders --image-tag-mutability IMMUTABLE_WITH_EXCLUSION --image-tag-mutability-exclusion-filters 'filterType=WILDCARD,filter=latest' 'filterType=WILDCARD,filter=*-SNAPSHOT'");
    assertThat(repository("IMMUTABLE").cure("1.0-SNAPSHOT"))
        .endsWith("-filters 'filterType=WILDCARD,filter=*-SNAPSHOT'");
    // Theirs to decide: snapshots are what this one excludes from moving, or there is no room.
    assertThat(repository("MUTABLE_WITH_EXCLUSION", "*-SNAPSHOT").cure("1.0-SNAPSHOT"))
        .endsWith("HEAD).");
    assertThat(repository("IMMUTABLE_WITH_EXCLUSION", "a", "b", "c", "d", "e").cure("1.0-SNAPSHOT"))
        .endsWith("HEAD).");
    assertThat(repository("IMMUTABLE").cure("1.0"))
        .isEqualTo("Raise the project's version, or list another tag in <tags>.");
  }

  private static EcrRepository repository(String mutability, String... filters) {
    return EcrRepository.of(
        Repository.builder()
            .repositoryUri("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/orders")
            .registryId("123456789012")
            .imageTagMutability(mutability)
            .imageTagMutabilityExclusionFilters(
                Stream.of(filters).flatMap(it -> filters(it).stream()).toList())
            .build());
  }

  private static List<ImageTagMutabilityExclusionFilter> filters(String filter) {
    return filter == null
        ? List.of()
        : List.of(
            ImageTagMutabilityExclusionFilter.builder()
                .filterType("WILDCARD")
                .filter(filter)
                .build());
  }
}

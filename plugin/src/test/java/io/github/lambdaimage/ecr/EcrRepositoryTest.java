package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

class NewRepositoryTest {

  @Test
  void hasTagsThatMoveForSnapshotsAloneUnlessSaidOtherwise() throws Exception {
    CreateRepositoryRequest request = settings(null, List.of(), null, null).request("orders", null);

    assertThat(request.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION);
    assertThat(filters(request)).containsExactly("*-SNAPSHOT");
    assertThat(request.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.AES256);
    assertThat(request.hasTags()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IMMUTABLE", "MUTABLE"})
  void takesTheUserAtTheirWord(String mutability) throws Exception {
    CreateRepositoryRequest request =
        settings(mutability, List.of(), null, null).request("orders", null);

    assertThat(request.imageTagMutabilityAsString()).isEqualTo(mutability);
    assertThat(request.hasImageTagMutabilityExclusionFilters()).isFalse();
  }

  @Test
  void excludesSnapshotsBesideWhatTheUserLists() throws Exception {
    assertThat(filters(settings(null, List.of("latest"), null, null).request("orders", null)))
        .containsExactly("latest", "*-SNAPSHOT");
    assertThat(filters(settings(null, List.of("*-SNAPSHOT"), null, null).request("orders", null)))
        .containsExactly("*-SNAPSHOT");
    List<String> five = List.of("a*", "b*", "c*", "d*", "e*");
    assertThat(filters(settings(null, five, null, null).request("orders", null))).isEqualTo(five);
  }

  @Test
  void takesTwoWildcardsInAFilter() throws Exception {
    assertThat(settings(null, List.of("*dev*"), null, null).exclusionFilters()).contains("*dev*");
  }

  private static List<String> filters(CreateRepositoryRequest request) {
    return request.imageTagMutabilityExclusionFilters().stream().map(it -> it.filter()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "IMMUTABLE, IMMUTABLE_WITH_EXCLUSION",
    "IMMUTABLE_WITH_EXCLUSION, IMMUTABLE_WITH_EXCLUSION",
    "MUTABLE, MUTABLE_WITH_EXCLUSION",
  })
  void excludesTags(String configured, String expected) throws Exception {
    CreateRepositoryRequest request =
        settings(configured, List.of("latest", "dev-*"), null, null).request("orders", null);

    assertThat(request.imageTagMutabilityAsString()).isEqualTo(expected);
    assertThat(request.imageTagMutabilityExclusionFilters())
        .extracting(filter -> filter.filterTypeAsString() + " " + filter.filter())
        .containsExactly("WILDCARD latest", "WILDCARD dev-*");
  }

  @Test
  void takesAKeyForEncryptionByKms() throws Exception {
    CreateRepositoryRequest request =
        settings(null, List.of(), null, "alias/ecr").request("orders", "123456789012");

    assertThat(request.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.KMS);
    assertThat(request.encryptionConfiguration().kmsKey()).isEqualTo("alias/ecr");
    assertThat(request.registryId()).isEqualTo("123456789012");
  }

  @Test
  void refusesWhatEcrDoesNotKnow() {
    assertThatThrownBy(() -> settings("FIXED", List.of(), null, null))
        .hasMessage(
            "<tagMutability> 'FIXED' is not one of ECR's. Use 'IMMUTABLE', 'MUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'.");
    assertThatThrownBy(() -> settings(null, List.of(), "SSE", null))
        .hasMessageStartingWith("<encryption> 'SSE' is not one of ECR's.");
    assertThatThrownBy(() -> settings(null, List.of(), "AES256", "alias/ecr"))
        .hasMessageStartingWith("<kmsKey> 'alias/ecr' cannot be used with <encryption> 'AES256'.");
    assertThatThrownBy(() -> settings("MUTABLE_WITH_EXCLUSION", List.of(), null, null))
        .hasMessageContaining("needs <exclusionFilters>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a*b*c*", "v1/2"})
  void refusesWhatIsNoFilter(String filter) {
    assertThatThrownBy(() -> settings(null, List.of(filter), null, null))
        .hasMessageStartingWith("<exclusionFilters>: '" + filter + "' is not a valid filter");
  }

  @Test
  void refusesTooManyFilters() {
    assertThatThrownBy(() -> settings(null, Collections.nCopies(6, "v*"), null, null))
        .hasMessageContaining("ECR takes 5 at most");
  }

  private static NewRepository settings(
      @Nullable String mutability,
      List<String> filters,
      @Nullable String encryption,
      @Nullable String key)
      throws Exception {
    return NewRepository.of(mutability, filters, encryption, key, Map.of(), null, null);
  }
}

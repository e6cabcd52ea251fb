package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAccessTest {

  private static final String ROLE = "arn:aws-us-gov:iam::123456789012:role/path/push";

  @Test
  void leavesEverythingToTheSdk() throws Exception {
    assertThat(AwsAccess.of(null, null, null, null).region()).isNull();
  }

  @Test
  void takesARoleOfAnyPartition() throws Exception {
    assertThat(AwsAccess.of("us-gov-west-1", "ci", ROLE, "id").roleArn()).isEqualTo(ROLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Frankfurt", "eu central 1", "eu-central-1.amazonaws.com"})
  void refusesWhatIsNoRegion(String region) {
    assertThatThrownBy(() -> AwsAccess.of(region, null, null, null))
        .hasMessage(
            "<region> '%s' is not the name of a region. Write it as 'eu-central-1'."
                .formatted(region));
  }

  @Test
  void refusesWhatIsNoRole() {
    assertThatThrownBy(() -> AwsAccess.of(null, null, "push", null))
        .hasMessageStartingWith("<roleArn> 'push' is not the ARN of a role.");
  }

  @Test
  void refusesAnExternalIdWithoutARole() {
    assertThatThrownBy(() -> AwsAccess.of(null, null, null, "id"))
        .hasMessageStartingWith("<externalId> 'id' belongs to a role.");
  }
}

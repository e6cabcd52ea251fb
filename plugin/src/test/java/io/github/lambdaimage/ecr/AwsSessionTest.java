package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsSessionTest {

  @TempDir Path folder;
  private AwsSettings settings;

  @BeforeEach
  void hideThoseOfTheMachine() {
    settings = new AwsSettings(folder);
  }

  @AfterEach
  void showThemAgain() {
    settings.close();
  }

  @Test
  void hasTheRegionThatTheUserNames() throws Exception {
    settings.set("aws.region", "eu-north-1");

    assertThat(region("eu-west-1", null)).isEqualTo("eu-west-1");
    assertThat(region(null, null)).isEqualTo("eu-north-1");
  }

  @Test
  void hasTheRegionOfItsProfile() throws Exception {
    settings
        .set("aws.region", "")
        .withProfiles("[profile base]\nregion = eu-west-1\n[profile ci]\nregion = eu-west-2\n");

    assertThat(region(null, "ci")).isEqualTo("eu-west-2");
    settings.set("aws.profile", "base");
    assertThat(region(null, null)).isEqualTo("eu-west-1");
  }

  /** As a pipeline sets it that has no such secret. */
  @Test
  void hasTheRegionOfTheUsualProfileWhereTheVariableForAnotherIsEmpty() throws Exception {
    settings
        .set("aws.region", "")
        .set("aws.profile", "")
        .withProfiles("[default]\nregion = eu-west-1\n");

    assertThat(region(null, null)).isEqualTo("eu-west-1");
  }

  @Test
  void saysThatNothingNamesARegion() {
    settings.set("aws.region", "");

    assertThatThrownBy(() -> region(null, null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The AWS region is not known: neither <region>, AWS_REGION nor the profile names one (AWS_DEFAULT_REGION is read by the AWS CLI alone). Set <region>, such as 'eu-central-1'.");
  }

  @Test
  void isOpenedWithCredentialsThatAreThere() throws Exception {
    settings.withKey();

    AwsSession session = AwsSession.open(access("eu-west-1", null), uri -> null);

    assertThat(session.source()).isEqualTo("AWS_ACCESS_KEY_ID of the environment");
    assertThat(session.region()).hasToString("eu-west-1");
    assertThat(session.credentials().resolveCredentials().accessKeyId()).isEqualTo("AKIAENV");
  }

  @Test
  void isNotOpenedWithCredentialsThatDoNotWork() throws Exception {
    settings.withProfiles("[profile ci]\naws_access_key_id = AKIA\n");

    assertThatThrownBy(() -> AwsSession.open(access("eu-west-1", "ci"), uri -> null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The AWS credentials of the profile 'ci' cannot be used: ");
  }

  private static String region(@Nullable String region, @Nullable String profile)
      throws LambdaImageException {
    return AwsSession.region(access(region, profile)).id();
  }

  private static AwsAccess access(@Nullable String region, @Nullable String profile)
      throws LambdaImageException {
    return AwsAccess.of(region, profile, null, null);
  }
}

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class CredentialSourceTest {

  private static final String KEY = "aws_access_key_id = AKIA%s\naws_secret_access_key = secret\n";

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
  void isTheEnvironmentBeforeTheProfile() throws Exception {
    settings.withKey().withProfiles("[default]\n" + KEY.formatted("DEFAULT"));

    assertThat(found(null)).isEqualTo("AWS_ACCESS_KEY_ID of the environment: AKIAENV");
  }

  @Test
  void isTheProfileThatTheUserNamesBeforeTheEnvironment() throws Exception {
    settings.withKey().withProfiles("[profile ci]\n" + KEY.formatted("CI"));

    assertThat(found("ci")).isEqualTo("the profile 'ci': AKIACI");
  }

  @Test
  void isTheProfileOfTheEnvironmentBeforeTheUsualOne() throws Exception {
    settings
        .set("aws.profile", "ci")
        .withProfiles("[default]\n%s[profile ci]\n%s".formatted(KEY, KEY.formatted("CI")));

    assertThat(found(null)).isEqualTo("the profile 'ci': AKIACI");
  }

  @Test
  void isTheUsualProfileWhereNoneIsNamed() throws Exception {
    settings.withProfiles("[default]\n" + KEY.formatted("DEFAULT"));

    assertThat(found(null)).isEqualTo("the profile 'default': AKIADEFAULT");
  }

  @ParameterizedTest
  @CsvSource({
    "aws.webIdentityTokenFile,        the web identity of AWS_WEB_IDENTITY_TOKEN_FILE",
    "aws.containerCredentialsPath,    the container's role",
    "aws.containerCredentialsFullUri, the container's role"
  })
  void isWhatTheMachineHas(String setting, String name) throws Exception {
    settings.set(setting, "/token");

    assertThat(find(null).name()).isEqualTo(name);
    assertThat(find(null).configured().getAsBoolean()).isTrue();
  }

  @Test
  void isNoProfileWithoutCredentials() throws Exception {
    settings
        .withProfiles("[default]\nregion = eu-central-1\n")
        .set("aws.containerCredentialsPath", "/token");

    assertThat(find(null).name()).isEqualTo("the container's role");
  }

  @Test
  void isNotTheMachinesWhereTheProfileIsMistyped() {
    settings.set("aws.profile", "cy").set("aws.containerCredentialsPath", "/token");

    assertThatThrownBy(() -> find(null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "AWS_PROFILE 'cy' is in neither '%s' nor '%s'. Correct it, or run 'aws configure --profile cy'.",
            folder.resolve("config"), folder.resolve("credentials"));
    assertThatThrownBy(() -> find("ci"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<profile> 'ci' is in neither '");
  }

  @Test
  void isNoneWhereNothingIsSetUp() {
    assertThatThrownBy(() -> find(null))
        .isInstanceOf(NoCredentialsException.class)
        .hasMessage(
            "There are no AWS credentials for Amazon ECR. Tried: AWS_ACCESS_KEY_ID of the environment, the web identity of AWS_WEB_IDENTITY_TOKEN_FILE, the profile 'default', the container's role, the EC2 instance's role. Set one of them up; for a profile, name it in <profile> or AWS_PROFILE.");
  }

  private static CredentialSource find(@Nullable String profile) throws LambdaImageException {
    return CredentialSource.find(
        AwsAccess.of("eu-central-1", profile, null, null),
        AwsClients.over(uri -> null, Region.EU_CENTRAL_1));
  }

  private static String found(@Nullable String profile) throws LambdaImageException {
    CredentialSource source = find(profile);
    return source.name() + ": " + source.provider().get().resolveCredentials().accessKeyId();
  }
}

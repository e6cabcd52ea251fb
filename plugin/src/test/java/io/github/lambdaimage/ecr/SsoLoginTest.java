package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

class SsoLoginTest {

  private static final String ROLE =
      "[profile ci]\nsso_account_id = 123456789012\nsso_role_name = push\n";
  private static final String WAY =
      "sso_region = eu-west-1\nsso_start_url = https://nobody.invalid/start\n";
  private static final String OF_SESSION =
      ROLE + "sso_session = nobodys\n[sso-session nobodys]\n" + WAY;

  @Test
  void isInAProfileAlone() {
    assertThat(login(ROLE + WAY))
        .contains(
            new SsoLogin(
                "123456789012", "push", Region.EU_WEST_1, "https://nobody.invalid/start", null));
  }

  @Test
  void isInASessionThatTheProfileNames() {
    assertThat(login(OF_SESSION))
        .contains(
            new SsoLogin(
                "123456789012",
                "push",
                Region.EU_WEST_1,
                "https://nobody.invalid/start",
                "nobodys"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sso_account_id", "sso_role_name", "sso_region", "sso_start_url", "[sso-session"})
  void isNoneWhereASettingIsMissing(String setting) {
    String less = OF_SESSION.replaceFirst("(?m)^" + setting.replace("[", "\\[") + ".*\n", "");

    assertThat(login(less)).isEmpty();
    assertThat(SsoLogin.isMeant(profile(less))).isTrue();
  }

  @Test
  void isNotMeantByOtherProfiles() {
    assertThat(SsoLogin.isMeant(profile("[profile ci]\nregion = eu-west-1\n"))).isFalse();
  }

  @Test
  void saysThatNobodyHasLoggedIn() {
    assertThatThrownBy(() -> use(ROLE + WAY))
        .isInstanceOf(SdkClientException.class)
        .hasMessage("there is no valid SSO login in 'https://nobody.invalid/start'");
    assertThatThrownBy(() -> use(OF_SESSION))
        .isInstanceOf(SdkClientException.class)
        .hasMessage("there is no valid SSO login in the session 'nobodys'");
  }

  private static void use(String profiles) {
    login(profiles)
        .orElseThrow()
        .credentials(AwsClients.over(uri -> null, Region.EU_WEST_1))
        .resolveCredentials();
  }

  private static Optional<SsoLogin> login(String profiles) {
    return SsoLogin.of(profile(profiles), file(profiles));
  }

  private static Profile profile(String profiles) {
    return file(profiles).profile("ci").orElseThrow();
  }

  private static ProfileFile file(String profiles) {
    return ProfileFile.builder()
        .content(new ByteArrayInputStream(profiles.getBytes(UTF_8)))
        .type(ProfileFile.Type.CONFIGURATION)
        .build();
  }
}

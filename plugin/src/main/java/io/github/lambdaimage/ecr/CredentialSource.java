package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * A place where AWS credentials may be, in the order of the SDK's default chain. The chain itself
 * is not used: it does not tell which place it took, and if one is configured but does not work (an
 * expired SSO session), it takes the next, which may be another account's.
 *
 * @param name in messages
 * @param configured whether it is configured; then it must work
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">the
 *     SDK's default chain</a>
 */
record CredentialSource(
    String name, BooleanSupplier configured, Supplier<AwsCredentialsProvider> provider) {

  private static final String USUAL_PROFILE = "default";

  /** Each of these settings means that the profile gives credentials. */
  private static final Set<String> OF_CREDENTIALS =
      Set.of(
          ProfileProperty.AWS_ACCESS_KEY_ID,
          ProfileProperty.ROLE_ARN,
          ProfileProperty.CREDENTIAL_PROCESS,
          ProfileProperty.SSO_START_URL,
          "sso_session",
          ProfileProperty.WEB_IDENTITY_TOKEN_FILE,
          ProfileProperty.LOGIN_SESSION);

  /**
   * The first configured source.
   *
   * @throws NoCredentialsException when there is none, with all names
   */
  static CredentialSource find(AwsAccess access, AwsClients clients) throws LambdaImageException {
    if (access.profile() != null) {
      return namedProfile(access.profile(), "<profile>", clients);
    }
    String profile = usualProfile();
    // The setting has a default, which nobody configured.
    boolean isNamed = !profile.equals(USUAL_PROFILE);
    List<CredentialSource> chain = chain(profile, clients);
    for (CredentialSource source : chain) {
      if (source.configured().getAsBoolean()) {
        return source;
      }
      if (source.name().equals(nameOf(profile)) && isNamed && isAbsent(profile)) {
        // A typing mistake must not lead to the machine's role, perhaps of another account.
        return namedProfile(profile, "AWS_PROFILE", clients);
      }
    }
    throw new NoCredentialsException(
        "There are no AWS credentials for Amazon ECR. Tried: %s. Set one of them up; for a profile, name it in <profile> or AWS_PROFILE."
            .formatted(
                chain.stream().map(CredentialSource::name).collect(Collectors.joining(", "))));
  }

  /** The profile that counts where the user names none; an empty variable names none, too. */
  static String usualProfile() {
    return set(ProfileFileSystemSetting.AWS_PROFILE).orElse(USUAL_PROFILE);
  }

  private static CredentialSource namedProfile(String profile, String namedBy, AwsClients clients)
      throws LambdaImageException {
    if (isAbsent(profile)) {
      throw new LambdaImageException(
          "%s '%s' is in neither '%s' nor '%s'. Correct it, or run 'aws configure --profile %s'."
              .formatted(
                  namedBy,
                  profile,
                  ProfileFileSystemSetting.AWS_CONFIG_FILE.getStringValueOrThrow(),
                  ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.getStringValueOrThrow(),
                  profile));
    }
    return new CredentialSource(nameOf(profile), () -> true, () -> ofProfile(profile, clients));
  }

  private static AwsCredentialsProvider ofProfile(String profile, AwsClients clients) {
    return new ProfileCredentials(ProfileFile.defaultProfileFile(), clients).of(profile);
  }

  private static boolean isAbsent(String profile) {
    return ProfileFile.defaultProfileFile().profile(profile).isEmpty();
  }

  private static String nameOf(String profile) {
    return "the profile '" + profile + "'";
  }

  private static List<CredentialSource> chain(String profile, AwsClients clients) {
    return List.of(
        new CredentialSource(
            "AWS_ACCESS_KEY_ID of the environment",
            () -> isSet(SdkSystemSetting.AWS_ACCESS_KEY_ID),
            () ->
                AwsCredentialsProviderChain.of(
                    SystemPropertyCredentialsProvider.create(),
                    EnvironmentVariableCredentialsProvider.create())),
        new CredentialSource(
            "the web identity of AWS_WEB_IDENTITY_TOKEN_FILE",
            () -> isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE),
            // Not the SDK's own client, which would ignore the proxies of settings.xml.
            () ->
                StsWebIdentityTokenFileCredentialsProvider.builder()
                    .stsClient(clients.sts(AnonymousCredentialsProvider.create()))
                    .build()),
        new CredentialSource(
            nameOf(profile), () -> givesCredentials(profile), () -> ofProfile(profile, clients)),
        new CredentialSource(
            "the container's role",
            () ->
                isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                    || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI),
            () -> ContainerCredentialsProvider.builder().build()),
        new CredentialSource(
            "the EC2 instance's role",
            CredentialSource::isOnInstance,
            InstanceProfileCredentialsProvider::create));
  }

  private static boolean isSet(SystemSetting setting) {
    return set(setting).isPresent();
  }

  /**
   * The value of a setting; a pipeline makes an empty variable from a secret that it does not have.
   */
  private static Optional<String> set(SystemSetting setting) {
    return setting.getStringValue().filter(value -> !value.isBlank());
  }

  private static boolean givesCredentials(String profile) {
    return ProfileFile.defaultProfileFile()
        .profile(profile)
        .filter(it -> it.properties().keySet().stream().anyMatch(OF_CREDENTIALS::contains))
        .isPresent();
  }

  /** Whether this is an instance: only a request can tell. */
  private static boolean isOnInstance() {
    try (InstanceProfileCredentialsProvider provider =
        InstanceProfileCredentialsProvider.create()) {
      provider.resolveCredentials();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}

package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * A place where AWS credentials may be, in the order in which the SDK's default chain looks. The
 * chain itself would not do: it does not tell which place it took, and where one is set up but does
 * not work (an SSO session that has expired) it takes the next, which may be another account's.
 *
 * @param name as a message calls it
 * @param configured whether it is set up; then it has to work
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">the
 *     SDK's default chain</a>
 */
record CredentialSource(
    String name, BooleanSupplier configured, Supplier<AwsCredentialsProvider> provider) {

  /** Any of these says that the profile is meant to give credentials. */
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
   * The first source that is set up.
   *
   * @throws NoCredentialsException when none is, naming all
   */
  static CredentialSource find(AwsAccess access) throws LambdaImageException {
    String profile =
        Optional.ofNullable(access.profile())
            .orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
    if (access.profile() != null) {
      return namedProfile(profile);
    }
    List<CredentialSource> chain = chain(profile);
    for (CredentialSource source : chain) {
      if (source.configured().getAsBoolean()) {
        return source;
      }
    }
    throw new NoCredentialsException(
        "There are no AWS credentials for Amazon ECR. Tried: %s. Set one of them up; for a profile, name it in <profile> or AWS_PROFILE."
            .formatted(
                chain.stream().map(CredentialSource::name).collect(Collectors.joining(", "))));
  }

  private static CredentialSource namedProfile(String profile) throws LambdaImageException {
    if (ProfileFile.defaultProfileFile().profile(profile).isEmpty()) {
      throw new LambdaImageException(
          "<profile> '%s' is in neither '%s' nor '%s'. Correct it, or run 'aws configure --profile %s'."
              .formatted(
                  profile,
                  ProfileFileSystemSetting.AWS_CONFIG_FILE.getStringValueOrThrow(),
                  ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.getStringValueOrThrow(),
                  profile));
    }
    return new CredentialSource(
        "the profile '" + profile + "'",
        () -> true,
        () -> ProfileCredentialsProvider.create(profile));
  }

  private static List<CredentialSource> chain(String profile) {
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
            WebIdentityTokenFileCredentialsProvider::create),
        new CredentialSource(
            "the profile '" + profile + "'",
            () -> givesCredentials(profile),
            () -> ProfileCredentialsProvider.create(profile)),
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
    return setting.getStringValue().isPresent();
  }

  private static boolean givesCredentials(String profile) {
    return ProfileFile.defaultProfileFile()
        .profile(profile)
        .filter(it -> it.properties().keySet().stream().anyMatch(OF_CREDENTIALS::contains))
        .isPresent();
  }

  /** Only by asking can one know. */
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

package io.github.lambdaimage.ecr;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The credentials of a profile. Those that need a service (a role, a web identity, an SSO login)
 * are requested by our own clients, in the SDK's order; everything else, including a mistake in the
 * profile, is left to the SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">the
 *     settings of a profile</a>
 */
final class ProfileCredentials {

  private final ProfileFile file;
  private final AwsClients clients;

  ProfileCredentials(ProfileFile file, AwsClients clients) {
    this.file = file;
    this.clients = clients;
  }

  AwsCredentialsProvider of(String name) {
    Optional<Profile> profile = file.profile(name);
    return profile.isPresent() ? of(profile.get(), new HashSet<>()) : sdksOwn(name);
  }

  /**
   * The credentials of a profile that others may use as their source.
   *
   * @param askers the profiles that take their credentials from this one
   */
  private AwsCredentialsProvider of(Profile profile, Set<String> askers) {
    boolean isRole = has(profile, ProfileProperty.ROLE_ARN);
    if (isRole && has(profile, ProfileProperty.WEB_IDENTITY_TOKEN_FILE)) {
      return webIdentity(profile);
    }
    Optional<SsoLogin> login = SsoLogin.of(profile, file);
    if (login.isPresent()) {
      return login.get().credentials(clients);
    }
    if (isRole && !SsoLogin.isMeant(profile) && !has(profile, ProfileProperty.LOGIN_SESSION)) {
      Optional<AwsCredentialsProvider> source = source(profile, askers);
      if (source.isPresent()) {
        return role(profile, source.get());
      }
    }
    return sdksOwn(profile.name());
  }

  /** The credentials that assume the role; empty if the profile does not name them correctly. */
  private Optional<AwsCredentialsProvider> source(Profile profile, Set<String> askers) {
    Optional<String> named = profile.property(ProfileProperty.SOURCE_PROFILE);
    Optional<String> service = profile.property(ProfileProperty.CREDENTIAL_SOURCE);
    if (named.isPresent() == service.isPresent() || !askers.add(profile.name())) {
      return Optional.empty();
    }
    return named.isPresent()
        ? file.profile(named.get()).map(source -> of(source, askers))
        : service(service.get());
  }

  private static Optional<AwsCredentialsProvider> service(String name) {
    return switch (name) {
      case "Environment" ->
          Optional.of(
              AwsCredentialsProviderChain.of(
                  SystemPropertyCredentialsProvider.create(),
                  EnvironmentVariableCredentialsProvider.create()));
      case "EcsContainer" -> Optional.of(ContainerCredentialsProvider.builder().build());
      case "Ec2InstanceMetadata" -> Optional.of(InstanceProfileCredentialsProvider.create());
      default -> Optional.empty();
    };
  }

  private AwsCredentialsProvider role(Profile profile, AwsCredentialsProvider source) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder()
            .roleArn(profile.property(ProfileProperty.ROLE_ARN).orElseThrow())
            .roleSessionName(
                profile
                    .property(ProfileProperty.ROLE_SESSION_NAME)
                    .orElse(AwsSession.ROLE_SESSION));
    profile.property(ProfileProperty.EXTERNAL_ID).ifPresent(request::externalId);
    profile
        .property(ProfileProperty.DURATION_SECONDS)
        .map(Integer::valueOf)
        .ifPresent(request::durationSeconds);
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(clients.sts(region(profile), source))
        .refreshRequest(request.build())
        .build();
  }

  private AwsCredentialsProvider webIdentity(Profile profile) {
    return StsWebIdentityTokenFileCredentialsProvider.builder()
        .stsClient(clients.sts(region(profile), AnonymousCredentialsProvider.create()))
        .roleArn(profile.property(ProfileProperty.ROLE_ARN).orElseThrow())
        .roleSessionName(
            profile.property(ProfileProperty.ROLE_SESSION_NAME).orElse(AwsSession.ROLE_SESSION))
        .webIdentityTokenFile(
            Path.of(profile.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE).orElseThrow()))
        .build();
  }

  private Region region(Profile profile) {
    return profile.property(ProfileProperty.REGION).map(Region::of).orElse(clients.region());
  }

  private AwsCredentialsProvider sdksOwn(String name) {
    return ProfileCredentialsProvider.builder().profileFile(file).profileName(name).build();
  }

  private static boolean has(Profile profile, String property) {
    return profile.properties().containsKey(property);
  }
}

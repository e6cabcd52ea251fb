package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsRequest;
import software.amazon.awssdk.services.ssooidc.SsoOidcTokenProvider;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/**
 * The login of {@code aws sso login} for a profile.
 *
 * @param session the profile's {@code sso_session}, or {@code null} if it has only a start URL, as
 *     profiles had before there were sessions
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html">the
 *     settings</a>
 */
record SsoLogin(
    String accountId, String roleName, Region region, String startUrl, @Nullable String session) {

  private static final String SESSION = "sso_session";
  private static final String SECTION = "sso-session";

  /** Each of these settings means that a profile uses SSO. */
  private static final Set<String> SETTINGS =
      Set.of(
          ProfileProperty.SSO_ROLE_NAME,
          ProfileProperty.SSO_ACCOUNT_ID,
          ProfileProperty.SSO_REGION,
          ProfileProperty.SSO_START_URL,
          SESSION);

  /** Whether a profile uses SSO, even if it lacks a required setting. */
  static boolean isMeant(Profile profile) {
    return profile.properties().keySet().stream().anyMatch(SETTINGS::contains);
  }

  /** The login of a profile; empty if it does not use SSO, or lacks a setting. */
  static Optional<SsoLogin> of(Profile profile, ProfileFile file) {
    Optional<String> account = profile.property(ProfileProperty.SSO_ACCOUNT_ID);
    Optional<String> role = profile.property(ProfileProperty.SSO_ROLE_NAME);
    Optional<String> session = profile.property(SESSION);
    Optional<Profile> from =
        session.isPresent() ? file.getSection(SECTION, session.get()) : Optional.of(profile);
    Optional<String> region = from.flatMap(it -> it.property(ProfileProperty.SSO_REGION));
    Optional<String> url = from.flatMap(it -> it.property(ProfileProperty.SSO_START_URL));
    return account.isPresent() && role.isPresent() && region.isPresent() && url.isPresent()
        ? Optional.of(
            new SsoLogin(
                account.get(),
                role.get(),
                Region.of(region.get()),
                url.get(),
                session.orElse(null)))
        : Optional.empty();
  }

  AwsCredentialsProvider credentials(AwsClients clients) {
    Supplier<String> token = session == null ? this::cachedToken : renewed(session, clients);
    // Through its interface: its class cannot be called from here.
    SsoCredentialsProvider.Builder builder = SsoCredentialsProvider.builder();
    return builder
        .ssoClient(clients.sso(region))
        .refreshRequest(
            () ->
                GetRoleCredentialsRequest.builder()
                    .accountId(accountId)
                    .roleName(roleName)
                    .accessToken(token.get())
                    .build())
        .build();
  }

  private Supplier<String> renewed(String name, AwsClients clients) {
    SsoOidcTokenProvider provider =
        SsoOidcTokenProvider.builder()
            .sessionName(name)
            .ssoOidcClient(clients.ssoOidc(region))
            .build();
    return () -> {
      try {
        return provider.resolveToken().token();
      } catch (RuntimeException e) {
        // "clientId is null", and the like: the login is invalid, or cannot be renewed.
        throw isOfTheWay(e) ? e : noLogin("the session '" + name + "'", e);
      }
    };
  }

  /** Whether a service could not be reached, which a new login would not fix. */
  private static boolean isOfTheWay(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean ofFiles = cause instanceof FileSystemException;
      if ((cause instanceof IOException && !ofFiles) || cause instanceof LambdaImageException) {
        return true;
      }
    }
    return false;
  }

  private static SdkClientException noLogin(String login, @Nullable Exception cause) {
    return SdkClientException.create("there is no valid SSO login in " + login, cause);
  }

  /** The token of the AWS CLI, in a file that is named after the start URL. */
  private String cachedToken() {
    Path file =
        Path.of(
            UserHomeDirectoryUtils.userHomeDirectory(),
            ".aws",
            "sso",
            "cache",
            sha1(startUrl) + ".json");
    try {
      JsonObject login = JsonObject.parse(Files.readAllBytes(file), "The login");
      String token = login.text("accessToken");
      String expires = login.text("expiresAt");
      if (token != null && expires != null && Instant.parse(expires).isAfter(Instant.now())) {
        return token;
      }
    } catch (IOException | LambdaImageException | DateTimeException e) {
      // Treat it as missing; the parser's message might quote the token.
    }
    throw noLogin("'" + startUrl + "'", null);
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}

package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Explains exceptions of the SDK. */
final class AwsExplanation {

  private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken");

  private static final Set<String> UNKNOWN =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "MissingAuthenticationTokenException");

  private static final Set<String> THROTTLED =
      Set.of(
          "ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded");

  /** The name of the setting that older stand-ins for ECR lack, in the API's messages. */
  private static final String MUTABILITY = "imagetagmutability";

  private static final String PROXY_REFUSED = "407";

  private static final String PROXY_LOGIN =
      "The proxy wants a user name and password: set them in the <proxy> of settings.xml; for Basic authentication the JDK also needs -Djdk.http.auth.tunneling.disabledSchemes= in MAVEN_OPTS.";

  /** What STS and SigV4 say about a request that was signed too early or too late. */
  private static final String CLOCK = "Signature expired";

  private static final Pattern OF_LOGIN =
      Pattern.compile("\\bsso\\b|token is expired|re-authenticate");

  private static final Pattern OF_SSO = Pattern.compile("\\bsso\\b|token is expired");

  /** AWS's sentence for all services. */
  private static final Pattern NOT_AUTHORIZED =
      Pattern.compile("is not authorized to perform: (\\S+)(?: on resource: (\\S+))?");

  private AwsExplanation() {}

  /**
   * The failure of a call to ECR.
   *
   * @param what failed, as in "{@code The repository 'orders' could not be created}"
   * @param session whose credentials and Region were used
   */
  static LambdaImageException of(String what, AwsSession session, SdkException e) {
    Optional<LateCredentialsException> late = late(e);
    if (late.isPresent()) {
      return new LambdaImageException(what + ": " + late.get().getMessage(), e);
    }
    if (!(e instanceof AwsServiceException service)) {
      return new LambdaImageException(
          "%s: %s".formatted(what, unreachable(session.region().id(), e)), e);
    }
    String code = code(service);
    if (code.isEmpty()) {
      return new LambdaImageException(
          "%s: HTTP status %s, which is not a response from Amazon ECR. Check the proxy in between, or the address in AWS_ENDPOINT_URL_ECR."
              .formatted(what, service.statusCode()),
          e);
    }
    return new LambdaImageException(
        "%s: %s (%s). %s"
            .formatted(what, message(service), code, advice(code, message(service), session))
            .strip(),
        e);
  }

  private static String advice(String code, String message, AwsSession session) {
    if (message.contains(CLOCK)) {
      return "Check this machine's clock.";
    }
    if (EXPIRED.contains(code)) {
      return "The credentials have expired (they are from %s): get new ones."
          .formatted(session.source());
    }
    if (UNKNOWN.contains(code)) {
      return "AWS does not know the credentials from %s: correct them.".formatted(session.source());
    }
    if (THROTTLED.contains(code)) {
      return "AWS is throttling this account's requests: try again in a minute.";
    }
    if (message.toLowerCase(Locale.ROOT).contains(MUTABILITY)) {
      return "Correct <tagMutability> and <exclusionFilters> in <repositorySettings>; a stand-in for ECR (AWS_ENDPOINT_URL_ECR) that knows no exclusions takes <tagMutability> IMMUTABLE or MUTABLE alone.";
    }
    return (denied(message) + " " + HiddenCause.advice(code, message, "")).strip();
  }

  private static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String message(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorMessage() == null ? "" : details.errorMessage();
  }

  /** What to allow, if a message says that something is not allowed; else empty. */
  static String denied(String message) {
    Matcher denied = NOT_AUTHORIZED.matcher(message);
    if (!denied.find()) {
      return "";
    }
    String resource = denied.group(2) == null ? "*" : denied.group(2);
    return "Allow '%s' on '%s' in a policy of that caller.".formatted(denied.group(1), resource);
  }

  /** The failure to get credentials from a source that is configured. */
  static LambdaImageException ofCredentials(String source, RuntimeException e) {
    Optional<LateCredentialsException> late = late(e);
    if (late.isPresent()) {
      return new LambdaImageException(String.valueOf(late.get().getMessage()), e);
    }
    String message = tellingMessage(e);
    String lower = message.toLowerCase(Locale.ROOT);
    String advice = "Correct what is set up there.";
    if (OF_SSO.matcher(lower).find()) {
      advice =
          "The SSO session has expired, or was never begun: run 'aws sso login%s'."
              .formatted(profileOption(source));
    } else if (lower.contains("re-authenticate")) {
      advice = "Run 'aws login%s'.".formatted(profileOption(source));
    } else if (!denied(message).isEmpty()) {
      advice = denied(message);
    } else if (lower.contains("expired")) {
      advice = "They have expired: get new ones.";
    } else if (message.contains(PROXY_REFUSED)) {
      advice = PROXY_LOGIN;
    } else if (isUnreachable(e)) {
      advice = "Check the network, and whether a <proxy> is needed in settings.xml.";
    }
    return new LambdaImageException(
        "The AWS credentials of %s cannot be used: %s. %s".formatted(source, message, advice), e);
  }

  /** That a source gave no credentials in time. */
  static String late(String source, Duration deadline) {
    String profile = profileOption(source);
    String advice =
        profile.isEmpty()
            ? "Check what is set up there, and try again."
            : "See what it waits for with 'aws sts get-caller-identity%s'; if its credential_process asks for something, log in there first, and try again."
                .formatted(profile);
    return "The AWS credentials of %s cannot be used: it gave none within %s seconds. %s"
        .formatted(source, deadline.toSeconds(), advice);
  }

  private static Optional<LateCredentialsException> late(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LateCredentialsException late) {
        return Optional.of(late);
      }
    }
    return Optional.empty();
  }

  /** What the SDK says about a login, which may wrap an irrelevant detail; else the detail. */
  private static String tellingMessage(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (OF_LOGIN.matcher(message.toLowerCase(Locale.ROOT)).find()) {
        return trimmed(message);
      }
    }
    return rootMessage(e);
  }

  private static boolean isUnreachable(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }

  private static String profileOption(String source) {
    Matcher profile = Pattern.compile("profile '(.+)'").matcher(source);
    return profile.find() ? " --profile " + profile.group(1) : "";
  }

  private static String unreachable(String region, SdkException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "there is no host '%s'. Check <region> '%s', the network, and whether a <proxy> is needed in settings.xml."
            .formatted(cause.getMessage(), region);
      }
      if (cause instanceof ConnectException) {
        return "Amazon ECR in '%s' cannot be reached: %s. Check the network."
            .formatted(region, cause.getMessage());
      }
    }
    String message = rootMessage(e);
    return "Amazon ECR in '%s' gave no answer: %s. %s"
        .formatted(
            region,
            message,
            message.contains(PROXY_REFUSED) ? PROXY_LOGIN : "Check the network, and try again.");
  }

  /** The innermost message says what happened; the outer ones only say that something did. */
  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof AwsServiceException service && !code(service).isEmpty()) {
      return "%s (%s)".formatted(message(service), code(service));
    }
    return trimmed(String.valueOf(cause.getMessage()));
  }

  private static String trimmed(String message) {
    return message.strip().replaceAll("[.:]$", "");
  }
}

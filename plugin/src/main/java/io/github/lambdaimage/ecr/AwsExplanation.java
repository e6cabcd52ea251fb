package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts what the SDK throws into words that help. */
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

  /** AWS's one sentence for all services. */
  private static final Pattern NOT_AUTHORIZED =
      Pattern.compile("is not authorized to perform: (\\S+)(?: on resource: (\\S+))?");

  private AwsExplanation() {}

  /**
   * The failure of a call to ECR.
   *
   * @param what was to be done, as in "{@code The repository 'orders' could not be created}"
   * @param session whose credentials and region were used
   */
  static LambdaImageException of(String what, AwsSession session, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return new LambdaImageException(
          "%s: %s".formatted(what, unreachable(session.region().id(), e)), e);
    }
    String code = service.awsErrorDetails().errorCode();
    String message = service.awsErrorDetails().errorMessage();
    String advice;
    if (EXPIRED.contains(code)) {
      advice = "The credentials have expired (they are from %s): get new ones.";
    } else if (UNKNOWN.contains(code)) {
      advice = "AWS does not know the credentials from %s: correct them.";
    } else if (THROTTLED.contains(code)) {
      advice = "AWS takes fewer requests than this account makes: try again in a minute.";
    } else {
      advice = denied(message);
    }
    return new LambdaImageException(
        "%s: %s (%s). %s"
            .formatted(what, message, code, advice.formatted(session.source()))
            .strip(),
        e);
  }

  /** What to allow, if a message says that something is not allowed; else nothing. */
  static String denied(String message) {
    Matcher denied = NOT_AUTHORIZED.matcher(message);
    if (!denied.find()) {
      return "";
    }
    String resource = denied.group(2) == null ? "*" : denied.group(2);
    return "Allow '%s' on '%s' in a policy of that caller.".formatted(denied.group(1), resource);
  }

  /** The failure to get credentials from a source that is set up. */
  static LambdaImageException ofCredentials(String source, RuntimeException e) {
    String message = rootMessage(e);
    String lower = message.toLowerCase(Locale.ROOT);
    String advice = "Correct what is set up there.";
    boolean ofSso = lower.contains("sso") || lower.contains("token is expired");
    if (ofSso && (lower.contains("expired") || lower.contains("login"))) {
      advice =
          "The SSO session has expired: run 'aws sso login%s'.".formatted(profileOption(source));
    } else if (!denied(message).isEmpty()) {
      advice = denied(message);
    } else if (EXPIRED.stream().anyMatch(message::contains) || lower.contains("expired")) {
      advice = "They have expired: get new ones.";
    }
    return new LambdaImageException(
        "The AWS credentials of %s cannot be used: %s. %s".formatted(source, message, advice), e);
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
    return "Amazon ECR in '%s' gave no answer: %s. Check the network, and try again."
        .formatted(region, rootMessage(e));
  }

  /** The innermost message says what happened; those around it say that something did. */
  private static String rootMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() instanceof SdkException || cause.getCause() instanceof IOException) {
      cause = cause.getCause();
    }
    if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return "%s (%s)"
          .formatted(
              service.awsErrorDetails().errorMessage(), service.awsErrorDetails().errorCode());
    }
    return String.valueOf(cause.getMessage()).replaceAll("\\.$", "");
  }
}

package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.EcrException;

class AwsExplanationTest {

  private static final String PROFILE = "the profile 'ci'";
  private static final String PROXY_LOGIN =
      "The proxy wants a user name and password: set them in the <proxy> of settings.xml; for Basic authentication the JDK also needs -Djdk.http.auth.tunneling.disabledSchemes= in MAVEN_OPTS.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Token is expired | The SSO session has expired, or was never begun: run 'aws sso login --profile ci'.",
        "there is no valid SSO login in 'https://x' | The SSO session has expired, or was never begun: run 'aws sso login --profile ci'.",
        "Please re-authenticate | Run 'aws login --profile ci'.",
        "u is not authorized to perform: sts:AssumeRole on resource: arn:r | Allow 'sts:AssumeRole' on 'arn:r' in a policy of that caller.",
        "u is not authorized to perform: sts:AssumeRole | Allow 'sts:AssumeRole' on '*' in a policy of that caller.",
        "The credentials have expired | They have expired: get new ones.",
        "Half a profile | Correct what is set up there.",
      })
  void saysWhatHelpsCredentialsThatCannotBeUsed(String message, String advice) {
    assertThat(AwsExplanation.ofCredentials(PROFILE, SdkClientException.create(message)))
        .hasMessage(
            "The AWS credentials of the profile 'ci' cannot be used: %s. %s", message, advice);
  }

  @Test
  void namesNoProfileWhereThereIsNone() {
    assertThat(
            AwsExplanation.ofCredentials(
                "AWS_ACCESS_KEY_ID", SdkClientException.create("Token is expired")))
        .hasMessageEndingWith("run 'aws sso login'.");
  }

  @Test
  void tellsTheInnermostReasonWithoutItsFullStop() {
    RuntimeException failure =
        new IllegalStateException("It failed", new IOException("No such file.", new Exception()));

    assertThat(AwsExplanation.ofCredentials(PROFILE, failure))
        .hasMessage(
            "The AWS credentials of the profile 'ci' cannot be used: No such file. Correct what is set up there.")
        .hasCause(failure);
  }

  @Test
  void tellsOfALoginWhateverIrrelevantDetailIsInside() {
    RuntimeException failure =
        SdkClientException.create(" The SSO session is invalid: ", new IOException("clientId"));

    assertThat(AwsExplanation.ofCredentials(PROFILE, failure))
        .hasMessageContaining("cannot be used: The SSO session is invalid. The SSO session has");
  }

  @Test
  void tellsTheCodeOfAServicesRefusal() {
    RuntimeException failure = new IllegalStateException("It failed", service("Denied", "No"));

    assertThat(AwsExplanation.ofCredentials(PROFILE, failure))
        .hasMessageContaining("cannot be used: No (Denied). Correct");
  }

  @Test
  void advisesToLookAtTheWayThereWhereNobodyAnswersForCredentials() {
    for (IOException failure :
        new IOException[] {new UnknownHostException("sts.x"), new ConnectException("refused")}) {
      assertThat(AwsExplanation.ofCredentials(PROFILE, SdkClientException.create("no", failure)))
          .hasMessageEndingWith(
              "Check the network, and whether a <proxy> is needed in settings.xml.");
    }
    assertThat(
            AwsExplanation.ofCredentials(
                PROFILE, SdkClientException.create("Proxy returns 407 for CONNECT")))
        .hasMessageEndingWith(PROXY_LOGIN);
  }

  @Test
  void saysWhatALateSourceMayWaitFor() {
    assertThat(AwsExplanation.late(PROFILE, Duration.ofMinutes(2)))
        .isEqualTo(
            "The AWS credentials of the profile 'ci' cannot be used: it gave none within 120 seconds. See what it waits for with 'aws sts get-caller-identity --profile ci'; if its credential_process asks for something, log in there first, and try again.");
    assertThat(AwsExplanation.late("the container's role", Duration.ofMinutes(2)))
        .isEqualTo(
            "The AWS credentials of the container's role cannot be used: it gave none within 120 seconds. Check what is set up there, and try again.");
  }

  @Test
  void saysOfLateCredentialsNothingButThat() {
    LateCredentialsException late = new LateCredentialsException("They are late.");
    SdkClientException wrapped = SdkClientException.create("It failed", late);

    assertThat(late.retryable()).isFalse();
    assertThat(AwsExplanation.ofCredentials(PROFILE, wrapped)).hasMessage("They are late.");
    assertThat(AwsExplanation.of("It is not there", TestSession.in("eu-west-1"), wrapped))
        .hasMessage("It is not there: They are late.");
  }

  @Test
  void saysWhyEcrCannotBeReached() {
    assertThat(ofCall(SdkClientException.create("no", new ConnectException("Connection refused"))))
        .isEqualTo(
            "Amazon ECR in 'eu-west-1' cannot be reached: Connection refused. Check the network.");
    assertThat(ofCall(SdkClientException.create("no", new IOException("Connection reset"))))
        .isEqualTo(
            "Amazon ECR in 'eu-west-1' gave no answer: Connection reset. Check the network, and try again.");
    assertThat(ofCall(SdkClientException.create("Proxy returns 407 for CONNECT")))
        .isEqualTo(
            "Amazon ECR in 'eu-west-1' gave no answer: Proxy returns 407 for CONNECT. "
                + PROXY_LOGIN);
  }

  @Test
  void advisesToWaitWhereAwsThrottles() {
    assertThat(ofCall(service("ThrottlingException", "Rate exceeded")))
        .isEqualTo(
            "Rate exceeded (ThrottlingException). AWS is throttling this account's requests: try again in a minute.");
  }

  @Test
  void advisesNothingWhereTheCodeIsUnknown() {
    assertThat(ofCall(service("ServerException", "Internal")))
        .isEqualTo("Internal (ServerException).");
    assertThat(ofCall(service("ServerException", null))).isEqualTo("(ServerException).");
  }

  private static String ofCall(SdkException failure) {
    return String.valueOf(
            AwsExplanation.of("It failed", TestSession.in("eu-west-1"), failure).getMessage())
        .replaceFirst("It failed: ?", "")
        .strip();
  }

  private static AwsServiceException service(String code, @Nullable String message) {
    return EcrException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}

package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.RegistryHost;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The SDK itself, with the bodies that Amazon ECR answers with. */
class EcrCallsTest {

  private static final String REPOSITORY =
      """
      {"repositoryArn":"arn:aws:ecr:eu-central-1:123456789012:repository/orders",\
      "registryId":"123456789012","repositoryName":"orders","imageTagMutability":"IMMUTABLE",\
      "repositoryUri":"123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders"}""";

  private static final String FOUND = "{\"repositories\":[" + REPOSITORY + "]}";
  private static final String CREATED = "{\"repository\":" + REPOSITORY + "}";

  private static final String NOT_AUTHORIZED =
      "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:DescribeRepositories on resource: arn:aws:ecr:eu-central-1:123456789012:repository/orders because no identity-based policy allows the ecr:DescribeRepositories action";

  private ScriptedEcr ecr;
  private EcrCalls calls;

  @BeforeEach
  void start() throws IOException {
    ecr = new ScriptedEcr();
    calls =
        new EcrCalls(
            new AwsSession(
                Region.EU_CENTRAL_1,
                "the profile 'ci'",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")),
                UrlConnectionHttpClient.create()));
  }

  @AfterEach
  void stop() {
    ecr.close();
  }

  @Test
  void readsAToken() throws Exception {
    ecr.answers.put(
        "GetAuthorizationToken",
        """
        {"authorizationData":[{"authorizationToken":"%s","expiresAt":1.9E9,\
        "proxyEndpoint":"https://123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]}"""
            .formatted(Base64.getEncoder().encodeToString("AWS:pass:word".getBytes(UTF_8))));

    assertThat(calls.token())
        .isEqualTo(
            new EcrToken(
                new Credential("AWS", "pass:word"),
                RegistryHost.parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com")));
  }

  @Test
  void tellsHowFarSignaturesAre() throws Exception {
    Digest image = Digest.of("image".getBytes(UTF_8));
    ecr.answers.put(
        "DescribeImageSigningStatus",
        """
        {"repositoryName":"orders","imageId":{"imageDigest":"%s"},"registryId":"123456789012",\
        "signingStatuses":[{"signingProfileArn":"p1","status":"IN_PROGRESS"},\
        {"signingProfileArn":"p2","status":"COMPLETE"},\
        {"signingProfileArn":"p3","status":"FAILED","failureCode":"Denied","failureReason":"no"}]}"""
            .formatted(image));

    assertThat(calls.signatures("orders", "123456789012", image))
        .containsExactly(
            new ImageSignature("p1", ImageSignature.State.UNDER_WAY, ""),
            new ImageSignature("p2", ImageSignature.State.DONE, ""),
            new ImageSignature("p3", ImageSignature.State.FAILED, "Denied: no"));
    assertThat(ecr.calls)
        .containsExactly(
            "DescribeImageSigningStatus {\"repositoryName\":\"orders\",\"imageId\":{\"imageDigest\":\"%s\"},\"registryId\":\"123456789012\"}"
                .formatted(image));
  }

  @Test
  void saysThatTheImageIsThereWhereSignaturesMayNotBeAskedFor() {
    ecr.fails(
        "DescribeImageSigningStatus",
        "AccessDeniedException",
        NOT_AUTHORIZED.replace("DescribeRepositories", "DescribeImageSigningStatus"));

    assertThatThrownBy(() -> calls.signatures("orders", null, Digest.of(new byte[0])))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The image is published, but whether it is signed could not be found out")
        .hasMessageContaining("'ecr:DescribeImageSigningStatus'");
  }

  @Test
  void findsARepository() throws Exception {
    ecr.answers.put("DescribeRepositories", FOUND);

    assertThat(calls.find("orders", "123456789012"))
        .hasValueSatisfying(
            repository -> {
              assertThat(repository.uri())
                  .isEqualTo("123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders");
              assertThat(repository.isImmutable("1.0")).isTrue();
            });
    assertThat(ecr.calls)
        .containsExactly(
            "DescribeRepositories {\"registryId\":\"123456789012\",\"repositoryNames\":[\"orders\"]}");
  }

  @Test
  void takesAMissingRepositoryForAnAnswer() throws Exception {
    ecr.fails(
        "DescribeRepositories",
        "RepositoryNotFoundException",
        "The repository with name 'orders' does not exist in the registry with id '123456789012'");

    assertThat(calls.find("orders", null)).isEmpty();
  }

  @Test
  void createsARepositoryWithItsPolicies() throws Exception {
    ecr.answers.put("CreateRepository", CREATED);

    calls.create(
        "orders",
        null,
        NewRepository.of(
            null,
            List.of("latest"),
            null,
            null,
            Map.of("team", "shop"),
            "{\"rules\":[]}",
            RepositoryPolicy.of("{}")));

    assertThat(ecr.calls)
        .containsExactly(
            "CreateRepository {\"repositoryName\":\"orders\",\"tags\":[{\"Key\":\"team\",\"Value\":\"shop\"}],\"imageTagMutability\":\"IMMUTABLE_WITH_EXCLUSION\",\"imageTagMutabilityExclusionFilters\":[{\"filterType\":\"WILDCARD\",\"filter\":\"latest\"},{\"filterType\":\"WILDCARD\",\"filter\":\"*-SNAPSHOT\"}],\"encryptionConfiguration\":{\"encryptionType\":\"AES256\"}}",
            "SetRepositoryPolicy {\"repositoryName\":\"orders\",\"policyText\":\"{}\"}",
            "PutLifecyclePolicy {\"repositoryName\":\"orders\",\"lifecyclePolicyText\":\"{\\\"rules\\\":[]}\"}");
  }

  @Test
  void takesARepositoryThatAnotherBuildHasJustCreated() throws Exception {
    ecr.fails(
        "CreateRepository",
        "RepositoryAlreadyExistsException",
        "The repository with name 'orders' already exists in the registry with id '123456789012'");
    ecr.answers.put("DescribeRepositories", FOUND);

    EcrCalls.Creation creation =
        calls.create(
            "orders", null, NewRepository.of(null, List.of(), null, null, Map.of(), null, null));

    assertThat(creation.isOurs()).isFalse();
    assertThat(creation.repository().account()).isEqualTo("123456789012");
    assertThat(ecr.calls).noneMatch(call -> call.contains("Policy"));
  }

  @Test
  void saysThatOnlyTheCallersOwnAccountHasTheRepository() {
    ecr.fails(
        "CreateRepository",
        "RepositoryAlreadyExistsException",
        "The repository with name 'orders' already exists in the registry with id '123456789012'");
    ecr.answersBy(
        "DescribeRepositories",
        body ->
            body.contains("444455556666")
                ? "{\"__type\":\"RepositoryNotFoundException\",\"message\":\"none\"}"
                : FOUND);

    assertThatThrownBy(() -> calls.create("orders", "444455556666", usual()))
        .hasMessage(
            "The account '444455556666' has no repository 'orders', and it could not be created there: the credentials from the profile 'ci' belong to the account '123456789012', which has one. Use credentials of '444455556666' (<profile>, <roleArn>), have it created there, or correct <repository>.");
  }

  @Test
  void saysThatTheRepositoryWasCreatedInTheWrongAccount() {
    ecr.answers.put("CreateRepository", CREATED);

    assertThatThrownBy(() -> calls.create("orders", "444455556666", usual()))
        .hasMessage(
            "The repository 'orders' was created in the account '123456789012', to which the credentials from the profile 'ci' belong, and not in '444455556666'. Delete it, and use credentials of '444455556666' (<profile>, <roleArn>) or correct <repository>.");
    assertThat(ecr.calls).noneMatch(call -> call.contains("Policy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456789012", ""})
  void saysThatARepositoryHasJustGone(String account) {
    ecr.fails("CreateRepository", "RepositoryAlreadyExistsException", "exists");
    ecr.fails("DescribeRepositories", "RepositoryNotFoundException", "none");

    assertThatThrownBy(() -> calls.create("orders", account.isEmpty() ? null : account, usual()))
        .hasMessage("The repository 'orders' was deleted while it was looked up. Run it again.");
  }

  @Test
  void explainsAKeyThatKmsRefuses() {
    ecr.fails(
        "CreateRepository",
        "KmsException",
        "The key arn:aws:kms:eu-central-1:123456789012:key/1 is disabled");

    assertThatThrownBy(() -> calls.create("orders", null, usual()))
        .hasMessageStartingWith(
            "The repository 'orders' could not be created: The key arn:aws:kms:eu-central-1:123456789012:key/1 is disabled (KmsException). The key that encrypts the repository cannot be used: see 'aws kms describe-key'");
  }

  @Test
  void explainsAStandInThatDoesNotKnowExclusions() {
    ecr.fails(
        "CreateRepository",
        "InvalidParameterException",
        "Invalid parameter at 'imageTagMutability' failed to satisfy constraint: 'Member must satisfy enum value set: [IMMUTABLE, MUTABLE]'");

    assertThatThrownBy(() -> calls.create("orders", null, usual()))
        .hasMessageEndingWith(
            "Correct <tagMutability> and <exclusionFilters> in <repositorySettings>; a stand-in for ECR (AWS_ENDPOINT_URL_ECR) that knows no exclusions takes <tagMutability> IMMUTABLE or MUTABLE alone.");
  }

  private static NewRepository usual() throws LambdaImageException {
    return NewRepository.of(null, List.of(), null, null, Map.of(), "{}", null);
  }

  @Test
  void saysWhatANewRepositoryLacks() {
    ecr.answers.put("CreateRepository", CREATED);
    ecr.fails("PutLifecyclePolicy", "InvalidParameterException", "Invalid parameter at 'rules'");

    assertThatThrownBy(
            () ->
                calls.create(
                    "orders",
                    null,
                    NewRepository.of(null, List.of(), null, null, Map.of(), "{}", null)))
        .hasMessage(
            "The repository 'orders' was created, but its <lifecyclePolicy> could not be set. Set it with 'aws ecr put-lifecycle-policy', or delete the repository and run it again: Invalid parameter at 'rules' (InvalidParameterException).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AccessDeniedException | "
            + NOT_AUTHORIZED
            + " | Allow 'ecr:DescribeRepositories' on 'arn:aws:ecr:eu-central-1:123456789012:repository/orders' in a policy of that caller.",
        "ExpiredTokenException | The security token included in the request is expired | The credentials have expired (they are from the profile 'ci'): get new ones.",
        "UnrecognizedClientException | The security token included in the request is invalid. | AWS does not know the credentials from the profile 'ci': correct them.",
        "InvalidSignatureException | Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z (20260101T011500Z - 15 min.) | Check this machine's clock.",
        "InvalidSignatureException | The request signature we calculated does not match the signature you provided. | AWS does not know the credentials from the profile 'ci': correct them.",
      })
  void explainsWhatAwsSays(String type, String message, String advice) {
    ecr.fails("DescribeRepositories", type, message);

    assertThatThrownBy(() -> calls.find("orders", null))
        .hasMessageStartingWith("The repository 'orders' could not be looked up: " + message)
        .hasMessageContaining("(" + type + ")")
        .hasMessageEndingWith(advice);
  }

  @Test
  @Tag("slow")
  void explainsThrottlingThatLasts() {
    ecr.fails("GetAuthorizationToken", "ThrottlingException", "Rate exceeded");

    assertThatThrownBy(() -> calls.token())
        .hasMessage(
            "Amazon ECR returned no token to push with: Rate exceeded (ThrottlingException). AWS is throttling this account's requests: try again in a minute.");
    assertThat(ecr.calls).hasSizeGreaterThan(1);
  }

  @Test
  void explainsAnAnswerOfSomebodyElse() {
    ecr.answers.put("GetAuthorizationToken", "<html>__type\"__type\"Blocked</html>");

    assertThatThrownBy(() -> calls.token())
        .hasMessage(
            "Amazon ECR returned no token to push with: HTTP status 400, which is not a response from Amazon ECR. Check the proxy in between, or the address in AWS_ENDPOINT_URL_ECR.");
  }

  @Test
  void quotesAPercentSignAsItIs() {
    ecr.fails(
        "DescribeRepositories",
        "AccessDeniedException",
        "User: a%sb is not authorized to perform: ecr:X on resource: arn:%d");

    assertThatThrownBy(() -> calls.find("orders", null))
        .hasMessageEndingWith("Allow 'ecr:X' on 'arn:%d' in a policy of that caller.");
  }

  @Test
  void explainsThatNobodyAnswers() {
    ecr.close();
    System.setProperty("aws.endpointUrlEcr", "http://ecr.invalid");

    assertThatThrownBy(
            () ->
                new EcrCalls(
                        new AwsSession(
                            Region.of("eu-centrl-1"),
                            "the profile 'ci'",
                            StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIA", "secret")),
                            UrlConnectionHttpClient.create()))
                    .token())
        .hasMessage(
            "Amazon ECR returned no token to push with: there is no host 'ecr.invalid'. Check <region> 'eu-centrl-1', the network, and whether a <proxy> is needed in settings.xml.");
  }
}

package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaimage.standin.registry.Client;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EcrApiTest {

  private final EcrServer server = EcrServer.start();
  private final ApiClient api = new ApiClient(server);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyCallForATokenIssuesAnother() throws IOException {
    JsonNode first = api.result("GetAuthorizationToken", "{}").at("/authorizationData/0");
    JsonNode second = api.result("GetAuthorizationToken", "{}").at("/authorizationData/0");

    assertThat(first.path("proxyEndpoint").asText())
        .isEqualTo("https://" + server.registry().authority());
    assertThat(first.path("expiresAt").asLong()).isGreaterThan(Instant.now().getEpochSecond());
    String password =
        new String(Base64.getDecoder().decode(first.path("authorizationToken").asText()), US_ASCII);
    assertThat(password).startsWith("AWS:").hasSizeLessThan(70);
    assertThat(first.path("authorizationToken")).isNotEqualTo(second.path("authorizationToken"));
    assertThat(server.tokens()).hasSize(2).first().isEqualTo(password.substring(4));
    assertThat(server.secrets()).contains(first.path("authorizationToken").asText());
  }

  @Test
  void aTokenThatIsGivenIsTheOnlyOne() throws IOException {
    try (EcrServer other = EcrServer.builder().token("known-elsewhere").start()) {
      String authorization = new ApiClient(other).authorization();
      assertThat(authorization).isEqualTo(new ApiClient(other).authorization());
      assertThat(new Client(other.registry()).get("/v2/", "Authorization", authorization))
          .returns(200, HttpResponse::statusCode);
      assertThat(other.secrets()).contains("known-elsewhere");
    }
  }

  @Test
  void anImageIsSignedWhereTheRegistrySigns() throws IOException {
    String question = "{\"repositoryName\":\"orders\",\"imageId\":{\"imageDigest\":\"sha256:aa\"}}";
    server.createRepository("orders");
    assertThat(api.result("DescribeImageSigningStatus", question).path("signingStatuses"))
        .isEmpty();

    try (EcrServer signing = EcrServer.builder().signs("IN_PROGRESS", "FAILED").start()) {
      signing.createRepository("orders");
      ApiClient other = new ApiClient(signing);
      JsonNode first = other.result("DescribeImageSigningStatus", question);
      JsonNode second = other.result("DescribeImageSigningStatus", question);

      assertThat(first.at("/imageId/imageDigest").asText()).isEqualTo("sha256:aa");
      assertThat(first.at("/signingStatuses/0/status").asText()).isEqualTo("IN_PROGRESS");
      assertThat(first.at("/signingStatuses/0/failureReason").isMissingNode()).isTrue();
      assertThat(second.at("/signingStatuses/0/status").asText()).isEqualTo("FAILED");
      assertThat(second.at("/signingStatuses/0/failureReason").asText())
          .contains("signer:SignPayload");
    }
  }

  @Test
  void aRepositoryIsThereOnceItIsCreated() throws IOException {
    assertError(
        api.call("DescribeRepositories", "{\"repositoryNames\":[\"orders\"]}"),
        "RepositoryNotFoundException",
        "The repository with name 'orders' does not exist in the registry with id '123456789012'");

    String settings =
        """
        {"repositoryName":"orders","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION",
         "imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"latest"}],
         "encryptionConfiguration":{"encryptionType":"KMS","kmsKey":"alias/images"},
         "tags":[{"Key":"team","Value":"shop"}]}
        """;
    JsonNode created = api.result("CreateRepository", settings).path("repository");
    assertThat(created.path("repositoryUri").asText())
        .isEqualTo(server.registry().authority() + "/orders");
    assertThat(created.path("repositoryArn").asText())
        .isEqualTo("arn:aws:ecr:eu-central-1:123456789012:repository/orders");
    assertThat(created.at("/encryptionConfiguration/kmsKey").asText()).isEqualTo("alias/images");
    assertThat(created.at("/imageTagMutabilityExclusionFilters/0/filter").asText())
        .isEqualTo("latest");

    assertThat(api.result("DescribeRepositories", "{}").at("/repositories/0")).isEqualTo(created);
    assertError(
        api.call(
            "DescribeRepositories",
            "{\"repositoryNames\":[\"orders\"],\"registryId\":\"444455556666\"}"),
        "RepositoryNotFoundException",
        "The repository with name 'orders' does not exist in the registry with id '444455556666'");
    assertThat(server.repository("orders").settings().at("/tags/0/Value").asText())
        .isEqualTo("shop");
    assertError(
        api.call("CreateRepository", settings),
        "RepositoryAlreadyExistsException",
        "The repository with name 'orders' already exists in the registry with id '123456789012'");
    assertThat(api.call("CreateRepository", "{\"repositoryName\":\"No\"}").body())
        .contains("InvalidParameterException");
    assertThat(server.repositories()).containsExactly("orders");
  }

  @Test
  void policiesAreKept() throws IOException {
    server.createRepository("orders");
    String none =
        " policy does not exist for the repository with name 'orders' in the registry with id '123456789012'";
    String name = "{\"repositoryName\":\"orders\"";
    assertError(
        api.call("GetRepositoryPolicy", name + "}"),
        "RepositoryPolicyNotFoundException",
        "Repository" + none);
    assertError(
        api.call("GetLifecyclePolicy", name + "}"),
        "LifecyclePolicyNotFoundException",
        "Lifecycle" + none);

    api.result("SetRepositoryPolicy", name + ",\"policyText\":\"{}\"}");
    api.result("PutLifecyclePolicy", name + ",\"lifecyclePolicyText\":\"[]\"}");
    assertThat(server.repository("orders").policy()).isEqualTo("{}");
    assertThat(server.repository("orders").lifecyclePolicy()).isEqualTo("[]");
    assertThat(api.result("GetRepositoryPolicy", name + "}").path("policyText").asText())
        .isEqualTo("{}");
  }

  @Test
  void callsAreRecordedWithWhoSignedThemAndForWhichRegion() throws IOException {
    api.result("DescribeRepositories", "{\"maxResults\":5}");
    assertThat(server.calls("DescribeRepositories"))
        .singleElement()
        .satisfies(call -> assertThat(call.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE"))
        .satisfies(call -> assertThat(call.region()).isEqualTo("eu-central-1"))
        .satisfies(call -> assertThat(call.body().path("maxResults").asInt()).isEqualTo(5));
    assertThat(server.calls("CreateRepository")).isEmpty();
  }

  @Test
  void withoutASignatureNothingIsAnswered() throws IOException {
    HttpResponse<String> response =
        new Client(server.uri()).send("POST", "/", "{}", "X-Amz-Target", "ECR.CreateRepository");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .isEqualTo(
            "{\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing Authentication Token\"}");
  }

  @Test
  void aRoleIsAssumed() throws IOException {
    HttpResponse<String> response =
        api.form(
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=ci&ExternalId=shop"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fpush");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("<AccessKeyId>ASIA")
        .contains("<Arn>arn:aws:sts::210987654321:assumed-role/push/ci</Arn>");
    assertThat(server.calls("AssumeRole"))
        .singleElement()
        .satisfies(
            call ->
                assertThat(call.text("RoleArn")).isEqualTo("arn:aws:iam::210987654321:role/push"))
        .satisfies(call -> assertThat(call.text("ExternalId")).isEqualTo("shop"));
    assertThat(server.secrets()).anyMatch(secret -> response.body().contains(secret));
  }

  private static void assertError(HttpResponse<String> response, String type, String message) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message));
  }
}

package io.github.lambdaimage.standin.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  @Test
  void whatIsDeniedIsRefusedAsIamDoes() throws IOException {
    try (EcrServer server =
        EcrServer.builder()
            .denies("DescribeRepositories", "GetAuthorizationToken", "AssumeRole")
            .start()) {
      ApiClient api = new ApiClient(server);
      HttpResponse<String> described =
          api.call("DescribeRepositories", "{\"repositoryNames\":[\"orders\"]}");
      assertThat(described.statusCode()).isEqualTo(400);
      assertThat(described.body())
          .isEqualTo(
              "{\"__type\":\"AccessDeniedException\",\"message\":\"User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:DescribeRepositories on resource: arn:aws:ecr:eu-central-1:123456789012:repository/orders because no identity-based policy allows the ecr:DescribeRepositories action\"}");
      assertThat(api.call("GetAuthorizationToken", "{}").body())
          .contains("ecr:GetAuthorizationToken on resource: * because");
      HttpResponse<String> assumed = api.form("Action=AssumeRole&RoleArn=arn:role");
      assertThat(assumed.statusCode()).isEqualTo(403);
      assertThat(assumed.body())
          .contains("<Code>AccessDenied</Code>")
          .contains("sts:AssumeRole on resource: arn:role because");
      assertThat(api.call("CreateRepository", "{\"repositoryName\":\"orders\"}").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void tooManyCallsAreThrottled() throws IOException {
    try (EcrServer server = EcrServer.builder().throttles("GetAuthorizationToken", 2).start()) {
      ApiClient api = new ApiClient(server);
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> response = api.call("GetAuthorizationToken", "{}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
            .isEqualTo("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
      }
      assertThat(api.call("GetAuthorizationToken", "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void accountRegionAndHostAreWhatTheTestWants() throws IOException {
    String host = "210987654321.dkr.ecr.us-east-1.amazonaws.com";
    try (EcrServer server =
        EcrServer.builder()
            .account("210987654321")
            .region("us-east-1")
            .registryHost(host)
            .start()) {
      String created =
          new ApiClient(server).call("CreateRepository", "{\"repositoryName\":\"orders\"}").body();
      assertThat(created)
          .contains("arn:aws:ecr:us-east-1:210987654321:repository/orders")
          .contains("\"repositoryUri\":\"" + host + "/orders\"");
      assertThat(server.environment())
          .containsEntry("AWS_ENDPOINT_URL_ECR", server.uri().toString())
          .containsEntry("AWS_REGION", "us-east-1");
    }
  }
}

package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.registry.Client;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Calls ECR's API as the AWS SDK does. */
final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-central-1/ecr/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=0123";

  private final Client http;

  ApiClient(EcrServer server) {
    this.http = new Client(server.uri());
  }

  HttpResponse<String> call(String operation, String body) throws IOException {
    return http.send(
        "POST",
        "/",
        body,
        "X-Amz-Target",
        "AmazonEC2ContainerRegistry_V20150921." + operation,
        "Content-Type",
        "application/x-amz-json-1.1",
        "Authorization",
        SIGNATURE);
  }

  /** The answer to a call that succeeds. */
  JsonNode result(String operation, String body) throws IOException {
    HttpResponse<String> response = call(operation, body);
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  HttpResponse<String> form(String body) throws IOException {
    return http.send(
        "POST",
        "/",
        body,
        "Content-Type",
        "application/x-www-form-urlencoded; charset=utf-8",
        "Authorization",
        SIGNATURE);
  }

  /** A value for the Authorization header of requests to the registry. */
  String authorization() throws IOException {
    JsonNode token =
        result("GetAuthorizationToken", "{}").at("/authorizationData/0/authorizationToken");
    return "Basic " + token.asText();
  }
}

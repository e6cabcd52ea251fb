package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Request;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call of AWS's API.
 *
 * @param operation such as CreateRepository
 * @param body the parameters
 * @param accessKeyId whose signature the call bears; empty if it bears none
 * @param region the region that the call was signed for; empty if it was not signed
 */
public record ApiCall(String operation, JsonNode body, String accessKeyId, String region) {

  private static final Pattern SIGNATURE =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/[^/]+/aws4_request,.*");
  private static final ObjectMapper JSON = new ObjectMapper();

  static ApiCall read(Request request) throws IOException {
    String header = request.header("Authorization").orElse("");
    Matcher signature = SIGNATURE.matcher(header);
    boolean signed = signature.matches();
    byte[] content = request.body().readAllBytes();
    Optional<String> target = request.header("X-Amz-Target");
    JsonNode body = target.isPresent() ? JSON.readTree(content) : Form.parse(content);
    return new ApiCall(
        target
            .map(name -> name.substring(name.indexOf('.') + 1))
            .orElseGet(() -> body.path("Action").asText()),
        body,
        signed ? signature.group(1) : "",
        signed ? signature.group(2) : "");
  }

  /** The text of a parameter; empty if there is none. */
  public String text(String parameter) {
    return body.path(parameter).asText();
  }

  boolean isSigned() {
    return !accessKeyId.isEmpty();
  }

  boolean isForSts() {
    return operation.startsWith(AssumeRole.NAME);
  }

  /** Who has nothing but the token of another identity provider cannot sign. */
  boolean needsNoSignature() {
    return operation.equals(AssumeRole.WITH_WEB_IDENTITY);
  }

  ObjectNode settings() {
    return body.deepCopy();
  }
}

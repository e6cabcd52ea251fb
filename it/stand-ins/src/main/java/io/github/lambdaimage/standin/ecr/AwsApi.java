package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The one address at which this process is ECR, STS and SSO's portal: tells them apart, and reports
 * every call of the first two.
 */
final class AwsApi implements Endpoint {

  private final Refusals refusals;
  private final EcrOperations ecr;
  private final AssumeRole sts;
  private final SsoPortal sso;
  private final Consumer<ApiCall> log;

  AwsApi(
      Refusals refusals, EcrOperations ecr, AssumeRole sts, SsoPortal sso, Consumer<ApiCall> log) {
    this.refusals = refusals;
    this.ecr = ecr;
    this.sts = sts;
    this.sso = sso;
    this.log = log;
  }

  @Override
  public Response answer(Request request) throws IOException {
    if (request.path().equals(SsoPortal.PATH)) {
      return sso.answer(request);
    }
    ApiCall call = ApiCall.read(request);
    log.accept(call);
    try {
      return perform(call);
    } catch (AwsException e) {
      return call.isForSts() ? e.xml() : e.json();
    } catch (RuntimeException e) {
      return new AwsException(500, "InternalFailure", e.toString()).json();
    }
  }

  private Response perform(ApiCall call) {
    if (!call.isSigned() && !call.needsNoSignature()) {
      throw new AwsException(
          403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    refusals.check(call);
    if (call.isForSts()) {
      return xml(200, sts.perform(call));
    }
    ObjectNode answer = ecr.perform(call);
    return json(200, answer.toString());
  }

  static Response json(int status, String body) {
    return answer(status, "application/x-amz-json-1.1", body);
  }

  static Response xml(int status, String body) {
    return answer(status, "text/xml", body);
  }

  private static Response answer(int status, String contentType, String body) {
    return Response.of(status)
        .bytes(contentType, body.getBytes(UTF_8))
        .header("x-amzn-RequestId", UUID.randomUUID().toString());
  }
}

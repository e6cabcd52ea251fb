package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lambdaimage.standin.registry.Response;

/** An error as AWS's API tells it, in the form of either protocol. */
final class AwsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  AwsException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /** ECR answers most errors with status 400. */
  AwsException(String type, String message) {
    this(400, type, message);
  }

  Response json() {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("__type", type)
            .put("message", getMessage())
            .toString();
    return AwsApi.json(status, body);
  }

  Response xml() {
    // STS leaves out what ECR's types end with, and has statuses of its own.
    String code = type.replaceFirst("Exception$", "");
    return AwsApi.xml(
        code.equals("AccessDenied") ? 403 : status,
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error>
            <Type>Sender</Type>
            <Code>%s</Code>
            <Message>%s</Message>
          </Error>
        </ErrorResponse>
        """
            .formatted(code, getMessage()));
  }
}

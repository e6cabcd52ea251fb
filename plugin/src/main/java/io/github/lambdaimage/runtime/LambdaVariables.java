package io.github.lambdaimage.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that Lambda sets, with the values that AWS's emulator gives them. */
final class LambdaVariables {

  static final String FUNCTION_NAME = "test_function";

  /** In MB. */
  static final int MEMORY_SIZE = 3008;

  private LambdaVariables() {}

  /** What is said unless the image or the host says otherwise. */
  static Map<String, String> defaults() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION_NAME);
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_SIZE));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/Functions");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "$LATEST");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_REGION", "us-east-1");
    return variables;
  }
}

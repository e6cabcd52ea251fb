package io.github.lambdaimage.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that Lambda sets, with the values that AWS's emulator gives them. */
final class LambdaVariables {

  static final String FUNCTION_NAME = "test_function";
  static final String VERSION = "$LATEST";
  static final String REGION = "us-east-1";

  /** In MB. */
  static final int MEMORY_SIZE = 3008;

  private LambdaVariables() {}

  /** What is said unless the image or the host says otherwise. */
  static Map<String, String> defaults() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION_NAME);
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", VERSION);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_SIZE));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/Functions");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", VERSION);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_REGION", REGION);
    return variables;
  }

  /**
   * Whether a variable of the host goes to the function, over what the image says, as on Lambda,
   * where the service sets them: credentials, region and endpoints. Who the function is and what
   * runs it, the host does not know.
   */
  static boolean isPassedOn(String name) {
    return name.startsWith("AWS_")
        && !name.startsWith("AWS_LAMBDA_")
        && !name.equals("AWS_EXECUTION_ENV");
  }
}

package io.github.lambdaimage.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables that Lambda sets, with the values of AWS's emulator. */
final class LambdaVariables {

  static final String FUNCTION_NAME = "test_function";
  static final String VERSION = "$LATEST";
  static final String REGION = "us-east-1";

  /** In MB. */
  static final int MEMORY_SIZE = 3008;

  private LambdaVariables() {}

  /** The values unless the image or the host says otherwise. */
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
   * All variables of a function: those of Lambda, overridden by the image's, then by this
   * machine's, then by the user's.
   *
   * @param image the image's own variables
   * @param host the variables of this machine
   * @param own the user's variables for the local function
   */
  static Map<String, String> of(
      Map<String, String> image, Map<String, String> host, Map<String, String> own) {
    Map<String, String> variables = defaults();
    variables.putAll(image);
    host.forEach(
        (name, value) -> {
          if (isPassedOn(name)) {
            variables.put(name, value);
          }
        });
    variables.putAll(own);
    variables.putIfAbsent("AWS_DEFAULT_REGION", variables.getOrDefault("AWS_REGION", ""));
    return variables;
  }

  /**
   * The variables of an image.
   *
   * @param environment the {@code Env} of its config, {@code NAME=value} each
   */
  static Map<String, String> read(List<String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : environment) {
      int end = variable.indexOf('=');
      variables.put(
          end < 0 ? variable : variable.substring(0, end),
          end < 0 ? "" : variable.substring(end + 1));
    }
    return variables;
  }

  /**
   * Whether a variable of the host is passed to the function and overrides the image's, like those
   * that Lambda's service sets: credentials, region and endpoints. The host does not know the
   * function's name or its runtime.
   */
  private static boolean isPassedOn(String name) {
    return name.startsWith("AWS_")
        && !name.startsWith("AWS_LAMBDA_")
        && !name.equals("AWS_EXECUTION_ENV");
  }
}

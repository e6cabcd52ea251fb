package io.github.lambdaimage.check;

import java.util.Set;

/**
 * Variables that Lambda sets when it starts a function, overriding those of the image.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">the
 *     reserved variables</a>
 */
final class VariablesOfLambda implements Inspector {

  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  @Override
  public void inspect(CheckedFunction subject, Findings findings) {
    for (String name : subject.image().environment().keySet()) {
      if (RESERVED.contains(name)) {
        findings.note(
            "<environment>: Lambda sets '%s' itself when it starts the function. What is set here counts elsewhere alone, such as in 'run' and 'invoke'."
                .formatted(name));
      }
    }
  }
}

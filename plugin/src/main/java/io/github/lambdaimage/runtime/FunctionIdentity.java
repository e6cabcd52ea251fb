package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Name, version, memory and timeout of a function: what its environment says, as with AWS's
 * emulator.
 *
 * @param memorySize in MB
 * @param timeout of an invocation, if the image sets one
 * @param maxConcurrency how many invocations one runtime takes at once
 * @param snapStart whether it starts as from a snapshot
 */
public record FunctionIdentity(
    String name,
    String version,
    String region,
    int memorySize,
    Optional<Duration> timeout,
    int maxConcurrency,
    boolean snapStart) {

  /** Read by AWS's client for Java since 2.9: as many threads call the handler object. */
  public static final String MAX_CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";

  public static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
  public static final String SNAP_START = "snap-start";

  private static final String TIMEOUT = "AWS_LAMBDA_FUNCTION_TIMEOUT";
  private static final String MEMORY_SIZE = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
  private static final int LONGEST_SHOWN = 40;

  /** AWS's own runtimes give the heap this fraction of the memory. */
  private static final double HEAP = 0.85;

  private static final int KILOBYTES = 1024;

  /** The identity if the image sets nothing. */
  public static final FunctionIdentity DEFAULT =
      new FunctionIdentity(
          LambdaVariables.FUNCTION_NAME,
          LambdaVariables.VERSION,
          LambdaVariables.REGION,
          LambdaVariables.MEMORY_SIZE,
          Optional.empty(),
          1,
          false);

  /**
   * The identity in an environment.
   *
   * @param variables all variables of the runtime
   * @throws LambdaImageException for an invalid number
   */
  public static FunctionIdentity of(Map<String, String> variables) throws LambdaImageException {
    String timeout = variables.get(TIMEOUT);
    String memory = variables.get(MEMORY_SIZE);
    String concurrency = variables.get(MAX_CONCURRENCY);
    return new FunctionIdentity(
        variables.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", DEFAULT.name()),
        variables.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", DEFAULT.version()),
        variables.getOrDefault("AWS_REGION", DEFAULT.region()),
        isEmpty(memory) ? DEFAULT.memorySize() : number(MEMORY_SIZE, memory, "MB, such as 512"),
        isEmpty(timeout)
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(number(TIMEOUT, timeout, "seconds, such as 30"))),
        isEmpty(concurrency)
            ? 1
            : number(MAX_CONCURRENCY, concurrency, "concurrent invocations, such as 10"),
        SNAP_START.equals(variables.get(INITIALIZATION_TYPE)));
  }

  /** The ARN, with the account of AWS's emulator. */
  String arn() {
    return "arn:aws:lambda:" + region + ":012345678912:function:" + name;
  }

  /** The JVM's option for the heap that Lambda would give. */
  String heapOption() {
    return "-XX:MaxHeapSize=" + Math.round(HEAP * memorySize * KILOBYTES) + "k";
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private static int number(String name, @Nullable String value, String unit)
      throws LambdaImageException {
    String text = String.valueOf(value);
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new LambdaImageException(message(name, text, unit), e);
    }
    throw new LambdaImageException(message(name, text, unit));
  }

  private static String message(String name, String value, String unit) {
    return "The function has '%s' set to '%s', which is not a number of %s. Correct it in <environment>, or in '.env'."
        .formatted(name, Quotation.of(value, LONGEST_SHOWN), unit);
  }
}

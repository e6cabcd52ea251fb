package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A base of AWS's: its entrypoint starts {@code /var/runtime/bootstrap}, the base's own or the
 * function's.
 */
final class AwsBase {

  /** AWS's bases that bring no Java: {@code provided} has no runtime, the others another's. */
  private static final Pattern WITHOUT_JAVA =
      Pattern.compile("(?:.*/)?lambda/(provided|python|nodejs|dotnet|ruby|go)");

  private static final int EXECUTABLE_BY_ALL = 0111;

  private AwsBase() {}

  static void inspect(Subject subject, Findings findings) {
    ImageName from = subject.image().from();
    Optional<FunctionFile> bootstrap = subject.bootstrap();
    if (bootstrap.isEmpty()) {
      Matcher withoutJava = WITHOUT_JAVA.matcher(from.repository());
      if (withoutJava.matches()) {
        findings.problem(
            withoutJava.group(1).equals("provided")
                ? "The base '%s' has no runtime, and the function brings none: its entrypoint starts '%s'. Add your program by that name with <extraFiles> (<into>/var/runtime</into>, <mode>755</mode>), or name a base with a Java in <from>."
                    .formatted(from, Subject.BOOTSTRAP)
                : "The base '%s' has the runtime of another language. Name one of AWS's for Java in <from>, such as 'public.ecr.aws/lambda/java:21'."
                    .formatted(from));
      }
    } else if (!bootstrap.get().target().equals(Subject.BOOTSTRAP)) {
      findings.problem(
          "The base's entrypoint starts '%s', and the function's is at '%s'. Set <into>/var/runtime</into> in <extraFiles>."
              .formatted(Subject.BOOTSTRAP, bootstrap.get().target()));
    } else {
      inspectMode(bootstrap.get(), findings);
    }
  }

  /**
   * A program of the function's that is to be started has to be one that anybody may start; what a
   * link leads to is looked at by itself.
   */
  static void inspectMode(FunctionFile program, Findings findings) {
    if ((program.mode() & EXECUTABLE_BY_ALL) != EXECUTABLE_BY_ALL) {
      findings.problem(
          "'%s' has the mode %s, with which Lambda's user cannot start it. Set <mode>755</mode> in <extraFiles>."
              .formatted(program.target(), Integer.toOctalString(program.mode())));
    }
  }
}

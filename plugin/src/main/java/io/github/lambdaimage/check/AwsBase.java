package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.JavaRelease;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A base of AWS's: its entrypoint starts {@code /var/runtime/bootstrap}, the base's own or the
 * function's.
 */
final class AwsBase {

  /**
   * AWS's bases without Java: {@code provided} has no runtime, the others have another language's.
   */
  private static final Pattern WITHOUT_JAVA =
      Pattern.compile("(?:.*/)?lambda/(provided|python|nodejs|dotnet|ruby|go)");

  /** Where all of them except {@code provided} have their language. */
  private static final String LANGUAGE = "/var/lang/bin";

  private static final int EXECUTABLE_BY_ALL = 0111;

  private AwsBase() {}

  static void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    ImageName from = subject.image().from();
    Optional<FunctionFile> bootstrap = subject.bootstrap();
    if (bootstrap.isEmpty()) {
      Matcher withoutJava = WITHOUT_JAVA.matcher(from.repository());
      if (!withoutJava.matches() && !from.isLambdaJava()) {
        inspectMadeOfOne(subject, findings);
      } else if (withoutJava.matches()) {
        findings.problem(
            withoutJava.group(1).equals("provided")
                ? noRuntime("has no runtime", subject)
                : "The base '%s' has the runtime of another language. Name one of AWS's for Java in <from>, such as 'public.ecr.aws/lambda/java:21'."
                    .formatted(from));
      }
    } else if (!bootstrap.get().target().equals(CheckedFunction.BOOTSTRAP)) {
      findings.problem(
          "The base's entrypoint starts '%s', and the function's is at '%s'. Set <into>/var/runtime</into> in <extraFiles>."
              .formatted(CheckedFunction.BOOTSTRAP, bootstrap.get().target()));
    } else {
      inspectMode(bootstrap.get(), findings);
    }
  }

  /** A base under another name: its layers tell which of AWS's it is made from. */
  private static void inspectMadeOfOne(CheckedFunction subject, Findings findings)
      throws LambdaImageException {
    Optional<BaseFiles> files = subject.baseFiles(findings);
    if (files.isEmpty() || files.get().any(CheckedFunction::isRuntimeClient)) {
      return;
    }
    if (files.get().resolve(CheckedFunction.BOOTSTRAP).isEmpty()) {
      findings.problem(
          noRuntime("is made of AWS's 'lambda/provided', which has no runtime", subject));
    } else if (files.get().resolve(LANGUAGE).isPresent()
        && JavaRelease.ofFiles(subject.base().get(), files.get()).isEmpty()) {
      findings.problem(
          "The base '%s' is made of one of AWS's with the runtime of another language: there is no Java in it. Make it of one for Java, such as 'public.ecr.aws/lambda/java:21', or name such a one in <from>."
              .formatted(subject.image().from()));
    }
  }

  private static String noRuntime(String what, CheckedFunction subject) {
    return "The base '%s' %s, and the function brings none: its entrypoint starts '%s'. Add your program by that name with <extraFiles> (<into>/var/runtime</into>, <mode>755</mode>), or name a base with a Java in <from>."
        .formatted(subject.image().from(), what, CheckedFunction.BOOTSTRAP);
  }

  /**
   * Checks that everybody may execute a program of the function; a link's target is checked
   * separately.
   */
  static void inspectMode(FunctionFile program, Findings findings) {
    if ((program.mode() & EXECUTABLE_BY_ALL) != EXECUTABLE_BY_ALL) {
      findings.problem(
          "'%s' has the mode %s, with which Lambda's user cannot start it. Set <mode>755</mode> in <extraFiles>."
              .formatted(program.target(), Integer.toOctalString(program.mode())));
    }
  }
}

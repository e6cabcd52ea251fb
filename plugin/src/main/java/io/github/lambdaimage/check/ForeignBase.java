package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;

/** A base that is not AWS's, and has to start the runtime interface client. */
final class ForeignBase {

  private static final String CLIENT_CURE =
      "<runtimeInterfaceClient>true</runtimeInterfaceClient> adds AWS's client and an entrypoint that starts it.";

  private static final String BOOTSTRAP_CURE =
      "Name a base that starts '%s', such as AWS's 'lambda/provided'."
          .formatted(CheckedFunction.BOOTSTRAP);

  private ForeignBase() {}

  static void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    BaseImage base = subject.base().get();
    Optional<FunctionFile> program = subject.ownEntrypoint();
    boolean ownRuntime = program.isPresent() || subject.bootstrap().isPresent();
    String cure = ownRuntime ? BOOTSTRAP_CURE : CLIENT_CURE;
    inspectConfig(base, ownRuntime, cure, findings);
    if (program.isPresent()) {
      if (program.get().source() instanceof Source.Link) {
        findings.problem(
            "The entrypoint '%s' of the base '%s' is a symbolic link among the extra files, which Lambda does not start. Add the program itself by that name."
                .formatted(program.get().target(), base.name()));
      }
      AwsBase.inspectMode(program.get(), findings);
      return;
    }
    Optional<BaseFiles> known = subject.baseFiles(findings);
    if (known.isEmpty()) {
      return;
    }
    BaseFiles files = known.get();
    inspectEntrypoint(base, files, cure, findings);
    if (!ownRuntime
        && !subject.hasRuntimeClient()
        && !files.any(CheckedFunction::isRuntimeClient)) {
      findings.problem(
          "Neither the base '%s' nor the function has AWS's runtime interface client, without which nothing fetches events. %s"
              .formatted(base.name(), CLIENT_CURE));
    }
  }

  private static void inspectConfig(
      BaseImage base, boolean ownRuntime, String cure, Findings findings) {
    List<String> entrypoint = base.entrypoint();
    if (entrypoint.isEmpty()) {
      findings.problem(
          "The base '%s' has no entrypoint, so that the handler would be started as a program. %s"
              .formatted(base.name(), cure));
    } else if (!entrypoint.get(0).startsWith("/")) {
      findings.problem(
          "The entrypoint '%s' of the base '%s' is relative, and Lambda starts an absolute path only. %s"
              .formatted(entrypoint.get(0), base.name(), cure));
    }
    if (!ownRuntime && !base.workingDirectory().equals(FunctionFile.TASK_ROOT)) {
      findings.problem(
          "The working directory of the base '%s' is '%s', where the runtime would look for the function's classes; they are in '%s'. %s"
              .formatted(base.name(), base.workingDirectory(), FunctionFile.TASK_ROOT, cure));
    }
  }

  private static void inspectEntrypoint(
      BaseImage base, BaseFiles files, String cure, Findings findings) {
    if (base.entrypoint().isEmpty() || !base.entrypoint().get(0).startsWith("/")) {
      return;
    }
    String program = base.entrypoint().get(0);
    if (files.isLink(program)) {
      findings.problem(
          "The entrypoint '%s' of the base '%s' is a symbolic link (to '%s'), which Lambda does not start. Make a base whose entrypoint is the program itself. %s"
              .formatted(program, base.name(), files.resolve(program).orElse("nothing"), cure));
    } else if (files.resolve(program).isEmpty()) {
      findings.problem(
          "The entrypoint '%s' of the base '%s' does not exist there. Correct it, or add the program with <extraFiles>."
              .formatted(program, base.name()));
    }
  }
}

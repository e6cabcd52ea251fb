package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/**
 * An entrypoint that the user sets: it must be an existing program, and something must fetch
 * events, such as an extension that passes them on.
 */
final class OwnEntrypoint {

  private static final String CURE =
      "Add an extension that does, such as the Lambda Web Adapter: an <extraFile> with <image>public.ecr.aws/awsguru/aws-lambda-adapter:0.8.4</image>, <from>/lambda-adapter</from> and <into>/opt/extensions</into>.";

  private OwnEntrypoint() {}

  static void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    String program = subject.image().entrypoint().program();
    Optional<FunctionFile> own = subject.ownEntrypoint();
    own.ifPresent(it -> inspectOwn(it, findings));
    String extensions = subject.extensions();
    boolean hasExtension =
        subject.files().anyMatch(file -> Programs.isIn(extensions, file.target()));
    if (own.isPresent() && hasExtension) {
      // Everything needed is among the function's own files: the base's layers need not be fetched.
      return;
    }
    BaseFiles files;
    try {
      files = subject.baseFiles();
    } catch (LambdaImageException e) {
      findings.note("The files of the base were not looked at: " + e.getMessage());
      return;
    }
    if (own.isEmpty()) {
      inspectProgram(program, subject, files, findings);
    }
    if (!hasExtension && !files.any(path -> Programs.isIn(extensions, path))) {
      inspectClient(subject, own.isPresent(), files, findings);
    }
  }

  private static void inspectOwn(FunctionFile program, Findings findings) {
    if (program.source() instanceof Source.Link link) {
      findings.problem(
          "<entrypoint> '%s' is a symbolic link to '%s' among the extra files, and Lambda starts no link. Write the path of the program itself."
              .formatted(program.target(), link.text()));
    } else {
      AwsBase.inspectMode(program, findings);
    }
  }

  private static void inspectProgram(
      String program, CheckedFunction subject, BaseFiles files, Findings findings) {
    if (files.isLink(program)) {
      findings.problem(
          "<entrypoint> '%s' is a symbolic link in the base '%s', which Lambda does not start. Write the path of the program itself: '%s'."
              .formatted(program, subject.image().from(), files.resolve(program).orElse("none")));
    } else if (files.resolve(program).isEmpty()) {
      findings.problem(
          "<entrypoint> '%s' does not exist, neither in the base '%s' nor among the function's files. Correct it, or add the program with <extraFiles>."
              .formatted(program, subject.image().from()));
    } else if (files.isDirectory(program)) {
      findings.problem(
          "<entrypoint> '%s' is a directory in the base '%s'. Write the path of a program."
              .formatted(program, subject.image().from()));
    }
  }

  /** Checks that, without an extension, it is a program of the user's, or starts AWS's client. */
  private static void inspectClient(
      CheckedFunction subject, boolean ownProgram, BaseFiles files, Findings findings)
      throws LambdaImageException {
    Entrypoint entrypoint = subject.image().entrypoint();
    boolean leadsToClient =
        entrypoint.namesRuntimeClient() || !entrypoint.program().endsWith("/java");
    boolean hasClient = subject.hasRuntimeClient() || files.any(CheckedFunction::isRuntimeClient);
    if (ownProgram || subject.bootstrap().isPresent() || (leadsToClient && hasClient)) {
      return;
    }
    findings.problem(
        "<entrypoint> '%s' starts a program that nothing hands events to: there is no extension in '/opt/extensions', neither of the function nor of the base '%s'. %s"
            .formatted(String.join(" ", entrypoint.command()), subject.image().from(), CURE));
  }
}

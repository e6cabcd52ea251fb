package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.image.BaseFiles;
import io.github.lambdaimage.image.BaseImage;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.JavaProgram;
import java.util.List;
import java.util.regex.Pattern;

/** A base that is not AWS's: it has to start the runtime interface client, and nobody saw to it. */
final class ForeignBase {

  private static final Pattern CLIENT =
      Pattern.compile(".*/aws-lambda-java-runtime-interface-client-[^/]*\\.jar");

  private static final String CURE =
      "<runtimeInterfaceClient>true</runtimeInterfaceClient> adds AWS's client and an entrypoint that starts it.";

  private ForeignBase() {}

  static void inspect(Subject subject, Findings findings) throws LambdaImageException {
    BaseImage base = subject.base().get();
    FunctionImage image = subject.image();
    if (!image.startsRuntimeClient()) {
      inspectConfig(base, subject.hasBootstrap(), findings);
    }
    BaseFiles files;
    try {
      files = subject.baseFiles();
    } catch (LambdaImageException e) {
      findings.note("The files of the base were not looked at: " + e.getMessage());
      return;
    }
    if (image.startsRuntimeClient()) {
      if (JavaProgram.find(base, files).isEmpty()) {
        findings.problem(
            "<runtimeInterfaceClient> needs a Java, and the base '%s' has none in its JAVA_HOME or on its PATH. Name a base with a Java in <from>."
                .formatted(image.from()));
      }
      return;
    }
    inspectEntrypoint(subject, base, files, findings);
    if (!subject.hasBootstrap()
        && !subject.hasRuntimeClient()
        && !files.any(ForeignBase::isClient)) {
      findings.problem(
          "Neither the base '%s' nor the function has AWS's runtime interface client, without which nothing fetches events. %s"
              .formatted(image.from(), CURE));
    }
  }

  private static boolean isClient(String path) {
    return CLIENT.matcher(path).matches();
  }

  private static void inspectConfig(BaseImage base, boolean hasBootstrap, Findings findings) {
    List<String> entrypoint = base.entrypoint();
    if (entrypoint.isEmpty()) {
      findings.problem(
          "The base '%s' has no entrypoint, so that the handler would be started as a program. %s"
              .formatted(base.name(), CURE));
    } else if (!entrypoint.get(0).startsWith("/")) {
      findings.problem(
          "The entrypoint '%s' of the base '%s' is relative, and Lambda starts an absolute path only. %s"
              .formatted(entrypoint.get(0), base.name(), CURE));
    }
    if (!hasBootstrap && !base.workingDirectory().equals(FunctionFile.TASK_ROOT)) {
      findings.problem(
          "The working directory of the base '%s' is '%s', where the runtime would look for the function's classes; they are in '%s'. %s"
              .formatted(base.name(), base.workingDirectory(), FunctionFile.TASK_ROOT, CURE));
    }
  }

  private static void inspectEntrypoint(
      Subject subject, BaseImage base, BaseFiles files, Findings findings) {
    if (base.entrypoint().isEmpty() || !base.entrypoint().get(0).startsWith("/")) {
      return;
    }
    String program = base.entrypoint().get(0);
    if (subject.files().anyMatch(file -> file.target().equals(program))) {
      return;
    }
    if (files.isLink(program)) {
      findings.problem(
          "The entrypoint '%s' of the base '%s' is a symbolic link (to '%s'), which Lambda does not start. Make a base whose entrypoint is the program itself. %s"
              .formatted(program, base.name(), files.resolve(program).orElse("nothing"), CURE));
    } else if (files.resolve(program).isEmpty()) {
      findings.problem(
          "The entrypoint '%s' of the base '%s' does not exist there. Correct it, or add the program with <extraFiles>."
              .formatted(program, base.name()));
    }
  }
}

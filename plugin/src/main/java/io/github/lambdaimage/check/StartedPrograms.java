package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether Lambda can start those programs among the function's files that it starts by itself. It
 * takes each file in {@code /opt/extensions} as one, executable or not.
 *
 * @see <a
 *     href="https://github.com/aws/aws-lambda-runtime-interface-emulator/blob/develop/internal/lambda/agents/agent.go">what
 *     Lambda's emulator starts</a>
 */
final class StartedPrograms {

  private static final int EXECUTABLE_BY_ALL = 0111;

  /**
   * Limit for a function, including internal extensions.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/extensions-configuration.html">extensions</a>
   */
  private static final int MOST_EXTENSIONS = 10;

  private static final String ENV = "/usr/bin/env";

  /** Shells in each of AWS's bases, whose own entrypoint needs them. */
  private static final List<String> SHELLS =
      List.of("/bin/sh", "/bin/bash", "/usr/bin/sh", "/usr/bin/bash");

  private final CheckedFunction subject;
  private final Findings findings;

  private StartedPrograms(CheckedFunction subject, Findings findings) {
    this.subject = subject;
    this.findings = findings;
  }

  static void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    Programs programs = Programs.of(subject.image().environment());
    String entrypoint = subject.ownEntrypoint().map(FunctionFile::target).orElse("");
    String wrapper =
        programs.wrapper() == null ? "" : subject.place(subject.absolute(programs.wrapper()));
    String extensions = subject.extensions();
    inspectNumber(extensions, subject, findings);
    StartedPrograms started = new StartedPrograms(subject, findings);
    for (FunctionFile file : subject.looseFiles().toList()) {
      if (Programs.isIn(extensions, file.target()) || file.target().equals(wrapper)) {
        started.inspectMode(file);
        started.inspectScript(file);
      } else if (file.target().equals(CheckedFunction.BOOTSTRAP)
          || file.target().equals(entrypoint)) {
        started.inspectScript(file);
      }
    }
  }

  private static void inspectNumber(String extensions, CheckedFunction subject, Findings findings) {
    long number =
        subject.looseFiles().filter(file -> Programs.isIn(extensions, file.target())).count();
    if (number > MOST_EXTENSIONS) {
      findings.problem(
          "'%s' has %s files of the function's, each of which Lambda would start as an extension, and it takes %s for a function. Leave some out; what is not a program belongs elsewhere."
              .formatted(extensions, number, MOST_EXTENSIONS));
    }
  }

  /** Checks the mode of the file itself, whatever link leads to it. */
  private void inspectMode(FunctionFile program) {
    if (program.source() instanceof Source.Link link) {
      if (link.toDirectory()) {
        findings.problem(
            "'%s' is a symbolic link to a directory, and Lambda would start it as a program. Set another <into> in <extraFiles>."
                .formatted(program.target()));
      }
      subject
          .looseFiles()
          .filter(file -> isSameFile(file, link))
          .findFirst()
          .ifPresent(file -> inspectMode(file, program.target()));
    } else {
      inspectMode(program, program.target());
    }
  }

  private static boolean isSameFile(FunctionFile file, Source.Link link) {
    try {
      return file.source() instanceof Source.PlainFile plain
          && Files.isSameFile(plain.path(), link.path());
    } catch (IOException e) {
      return false;
    }
  }

  private void inspectMode(FunctionFile file, String started) {
    if ((file.mode() & EXECUTABLE_BY_ALL) != EXECUTABLE_BY_ALL) {
      findings.problem(
          "Lambda starts '%s', and %s the mode %s, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere."
              .formatted(
                  started,
                  file.target().equals(started) ? "it has" : "'" + file.target() + "' has",
                  Integer.toOctalString(file.mode())));
    }
  }

  private void inspectScript(FunctionFile program) throws LambdaImageException {
    if (program.source() instanceof Source.Link link && link.toDirectory()) {
      return;
    }
    ScriptStart script = ScriptStart.of(program.source().path());
    if (script.isOfWindows()) {
      findings.problem(
          "'%s' begins as a script of Windows (%s), and Linux would look for a program of that very name. Save it with Unix line ends and as plain UTF-8; '.gitattributes' can see to it."
              .formatted(program.target(), script.oddity()));
    } else if (script.interpreter().isPresent()) {
      inspectInterpreter(program, script);
    }
  }

  private void inspectInterpreter(FunctionFile program, ScriptStart script)
      throws LambdaImageException {
    String interpreter = script.interpreter().get();
    Optional<String> started = interpreter.equals(ENV) ? script.startedByEnv() : Optional.empty();
    List<String> places = started.isPresent() ? onPath(started.get()) : List.of(interpreter);
    for (String place : places) {
      if (isSurelyThere(place)) {
        return;
      }
    }
    Optional<BaseFiles> base = subject.baseFiles(findings);
    if (base.isPresent() && places.stream().allMatch(it -> base.get().resolve(it).isEmpty())) {
      findings.problem(
          "'%s' is a script for '%s', which is neither in the base '%s' nor among the function's files. %s"
              .formatted(
                  program.target(),
                  started.orElse(interpreter),
                  subject.image().from(),
                  started.filter(it -> it.indexOf(' ') > 0).isPresent()
                      // Not 'env -S', which Amazon Linux 2 and busybox do not support.
                      ? "Linux takes all that is behind 'env' for one name: write the interpreter itself, as in '#!/bin/bash -e'."
                      : "Write it for '/bin/sh', add the interpreter with <extraFiles>, or name a base with it in <from>."));
    }
  }

  /**
   * Whether it certainly exists, without reading the base: most scripts need a shell, which AWS's
   * bases have.
   */
  private boolean isSurelyThere(String place) throws LambdaImageException {
    return subject.fileAt(place).isPresent() || (SHELLS.contains(place) && isOfAws());
  }

  private boolean isOfAws() {
    try {
      return subject.base().get().isOfAws();
    } catch (LambdaImageException e) {
      return false;
    }
  }

  /** The paths where {@code env} looks for a program. */
  private List<String> onPath(String program) throws LambdaImageException {
    if (program.contains("/")) {
      return List.of(program);
    }
    String path =
        subject
            .image()
            .environment()
            .getOrDefault(
                "PATH", subject.base().get().environment().getOrDefault("PATH", "/usr/bin:/bin"));
    List<String> places = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      if (folder.startsWith("/")) {
        places.add((folder.endsWith("/") ? folder : folder + "/") + program);
      }
    }
    return places;
  }
}

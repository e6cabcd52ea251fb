package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the files that variables name are in the image: agents, archives, wrappers. */
final class NamedFilesThere implements Inspector {

  /**
   * Folders that differ on Lambda: their files are created when the function starts, or are on a
   * mounted file system.
   */
  private static final List<String> OF_LAMBDA =
      List.of("/tmp/", "/dev/", "/proc/", "/sys/", "/run/", "/mnt/");

  private static final int FIRST_WITH_OPTIONS_OF_LAUNCHER = 9;

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    for (NamedFile file : NamedFile.in(subject.image().environment())) {
      String path = subject.place(subject.absolute(file.path()));
      if (OF_LAMBDA.stream().noneMatch(path::startsWith)
          && !isThere(path, subject, findings)
          && isRead(file, subject)) {
        findings.problem(
            "<environment>: '%s' names '%s'%s, which is neither among the function's files nor in the base '%s'; %s.%s Bring it with <extraFiles>, or correct the path."
                .formatted(
                    file.variable(),
                    file.path(),
                    file.option().isEmpty() ? "" : " (" + file.option() + ")",
                    subject.image().from(),
                    file.otherwise(),
                    nearest(path, subject).map(it -> " Did you mean '" + it + "'?").orElse("")));
      }
    }
  }

  private static boolean isThere(String path, CheckedFunction subject, Findings findings)
      throws LambdaImageException {
    if (subject
        .files()
        .map(FunctionFile::target)
        .anyMatch(it -> it.equals(path) || it.startsWith(path + "/"))) {
      return true;
    }
    Optional<BaseFiles> base = subject.baseFiles(findings);
    return base.isEmpty() || base.get().resolve(path).isPresent();
  }

  /** Whether the base's Java reads the variable; if its release is not known, it does. */
  private static boolean isRead(NamedFile file, CheckedFunction subject)
      throws LambdaImageException {
    return !file.variable().equals(NamedFile.OF_LAUNCHER)
        || BaseJava.of(subject, Findings.ofNobody()).orElse(FIRST_WITH_OPTIONS_OF_LAUNCHER)
            >= FIRST_WITH_OPTIONS_OF_LAUNCHER;
  }

  /** A file of that name elsewhere, or else one with a similar path. */
  private static Optional<String> nearest(String path, CheckedFunction subject) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<String> targets = new ArrayList<>();
    subject.files().map(FunctionFile::target).forEach(targets::add);
    Optional<String> sameName =
        targets.stream().filter(it -> it.endsWith("/" + name)).min(Comparator.naturalOrder());
    return sameName.isPresent()
        ? sameName
        : targets.stream()
            .filter(it -> EditDistance.between(it, path) <= path.length() / 4)
            .min(Comparator.comparingInt(it -> EditDistance.between(it, path)));
  }
}

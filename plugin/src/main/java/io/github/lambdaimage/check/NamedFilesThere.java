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

  /** Lambda shows other folders there; what is in them is made when the function starts. */
  private static final List<String> OF_LAMBDA =
      List.of("/tmp/", "/dev/", "/proc/", "/sys/", "/run/");

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    for (NamedFile file : NamedFile.in(subject.image().environment())) {
      String path = absolute(file.path(), subject);
      if (OF_LAMBDA.stream().noneMatch(path::startsWith) && !isThere(path, subject, findings)) {
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

  /** Where the base starts programs, or Lambda's own runtime. */
  private static String absolute(String path, Subject subject) throws LambdaImageException {
    return BaseFiles.normalize(
        path.startsWith("/") ? path : subject.base().get().workingDirectory() + "/" + path);
  }

  private static boolean isThere(String path, Subject subject, Findings findings)
      throws LambdaImageException {
    if (subject.fileAt(path).isPresent()
        || subject.files().anyMatch(file -> file.target().startsWith(path + "/"))) {
      return true;
    }
    Optional<BaseFiles> base = subject.baseFiles(findings);
    return base.isEmpty() || base.get().resolve(path).isPresent();
  }

  /** A file of that name elsewhere, or else one whose path differs by some letters. */
  private static Optional<String> nearest(String path, Subject subject) {
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

package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import java.util.Locale;
import java.util.stream.Stream;

/** Jars that the runtime would not load, because of their path or their name. */
final class JarPlaces implements Inspector {

  @Override
  public void inspect(CheckedFunction subject, Findings findings) {
    subject.files().forEach(file -> inspect(subject, file, findings));
  }

  private static void inspect(CheckedFunction subject, FunctionFile file, Findings findings) {
    Dependency dependency = file.dependency();
    String target = file.target();
    if (dependency != null) {
      if (!dependency.jarName().equals(dependency.loadableName())) {
        findings.note(
            "'%s' is called '%s' in the image: the runtime cannot load a jar with '%%' or '#' in its name."
                .formatted(
                    dependency.jarName(), target.substring(LibraryFolders.OF_FUNCTION.length())));
      }
      return;
    }
    if (!target.toLowerCase(Locale.ROOT).endsWith(".jar") || FatJars.isInTaskRoot(target)) {
      return;
    }
    String name = target.substring(target.lastIndexOf('/') + 1);
    if (LibraryFolders.hold(target)) {
      if (!LibraryFolders.load(target)) {
        findings.problem(
            "The runtime will not load '%s': a jar's name has to end with '.jar' in lower case, and to be without '%%' and '#'. Rename the file."
                .formatted(target));
      }
    } else if (target.startsWith(FunctionFile.TASK_ROOT + "/") && !isNamed(subject, name)) {
      findings.problem(
          "The runtime will not load '%s': it takes jars from '%s' alone, not from folders above or below. Set <into>lib</into>, or make it a dependency."
              .formatted(target, LibraryFolders.OF_FUNCTION));
    }
  }

  /**
   * Whether a variable names it: an agent, or anything else that the JVM is told to load, may be
   * anywhere.
   */
  private static boolean isNamed(CheckedFunction subject, String jar) {
    return Stream.concat(
            subject.image().environment().values().stream(),
            subject.image().entrypoint().command().stream())
        .anyMatch(it -> it.contains(jar));
  }
}

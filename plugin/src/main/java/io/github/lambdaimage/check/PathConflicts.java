package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.image.BasePlaces;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Files of the function at paths that belong to the base, or to Lambda. */
final class PathConflicts {

  private static final String ENTRYPOINT = "/lambda-entrypoint.sh";
  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";

  /** Where Linux, or Lambda, mounts something over the image's files. */
  private static final List<String> COVERED = List.of("/tmp/", "/dev/", "/proc/", "/sys/", "/run/");

  private static final int OPEN_TO_ALL = 0005;

  /** Directories of every Linux, and of AWS's bases. */
  private static final Set<String> DIRECTORIES =
      Set.of(
          "/bin",
          "/dev",
          "/etc",
          "/home",
          "/lib",
          "/lib64",
          "/mnt",
          "/opt",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/srv",
          "/sys",
          "/tmp",
          "/usr",
          "/usr/bin",
          "/usr/lib",
          "/usr/lib64",
          "/usr/local",
          "/usr/local/bin",
          "/usr/sbin",
          "/usr/share",
          "/var",
          "/var/lang",
          "/var/lib",
          "/var/runtime",
          "/var/tmp");

  private PathConflicts() {}

  /** Checks what can be told for any base without its files. */
  static void inspect(CheckedFunction subject, BaseImage base, Findings findings) {
    List<String> targets = targets(subject);
    for (String target : targets) {
      if (DIRECTORIES.contains(target)) {
        findings.problem(insteadOfDirectory(target));
      } else if (base.isOfAws() && target.equals(ENTRYPOINT)) {
        findings.problem(
            "The file '%s' takes the place of the program that starts Lambda's runtime. Set another <into> in <extraFiles>."
                .formatted(target));
      }
    }
    COVERED.forEach(place -> inspectCovered(place, targets, findings));
    if (base.isOfAws()) {
      inspectBootstrap(subject, findings);
    }
  }

  /**
   * Whether the base's files can tell more: those of AWS's are known, except if files had to be
   * placed by them.
   */
  static boolean needFiles(CheckedFunction subject, BaseImage base) {
    return BasePlaces.matter(subject.image().layers(), base.name())
        || (!base.isOfAws() && !targets(subject).isEmpty());
  }

  /** Checks what only the base's files can tell. */
  static void inspect(CheckedFunction subject, BaseFiles files, Findings findings) {
    for (String target : targets(subject)) {
      if (DIRECTORIES.contains(target)) {
        continue;
      }
      if (files.isDirectory(target)) {
        findings.problem(insteadOfDirectory(target));
      } else if (files.leadsToDirectory(target)) {
        findings.problem(
            "The file '%s' takes the place of a symbolic link of the base, and what it leads to would be gone from there. Set another <into> in <extraFiles>."
                .formatted(target));
      }
    }
    for (String folder : folders(targets(subject))) {
      OptionalInt mode = files.mode(folder);
      if (mode.isPresent() && (mode.getAsInt() & OPEN_TO_ALL) != OPEN_TO_ALL) {
        findings.problem(
            "The function could not read its files in '%s': the base gives that directory the mode %s, and Lambda's user is neither its owner nor of its group. Set another <into> in <extraFiles>, such as '/opt'."
                .formatted(folder, Integer.toOctalString(mode.getAsInt())));
      }
    }
  }

  private static void inspectCovered(String place, List<String> targets, Findings findings) {
    List<String> covered = targets.stream().filter(target -> target.startsWith(place)).toList();
    if (!covered.isEmpty()) {
      findings.problem(
          "The function will not see '%s'%s: on Lambda, '%s' is not the image's but its own. Set another <into> in <extraFiles>, such as '/opt'."
              .formatted(
                  covered.get(0),
                  covered.size() == 1 ? "" : " (and %s more)".formatted(covered.size() - 1),
                  place));
    }
  }

  private static void inspectBootstrap(CheckedFunction subject, Findings findings) {
    boolean isThere =
        subject.looseFiles().anyMatch(file -> file.target().equals(CheckedFunction.BOOTSTRAP));
    if (isThere && subject.image().from().isLambdaJava()) {
      findings.problem(
          "The file '%s' takes the place of what starts Java in the base '%s', and nothing would call the handler. For a runtime of your own, name AWS's 'lambda/provided:al2023' in <from>; else set another <into> in <extraFiles>."
              .formatted(CheckedFunction.BOOTSTRAP, subject.image().from()));
    }
  }

  private static String insteadOfDirectory(String target) {
    return "The file '%s' takes the place of a directory of the base, and of all that is in it. Set another <into> in <extraFiles>."
        .formatted(target);
  }

  /** The paths to check; files in the task root do not conflict. */
  private static List<String> targets(CheckedFunction subject) {
    return subject
        .looseFiles()
        .map(FunctionFile::target)
        .filter(target -> !target.startsWith(TASK_ROOT))
        .toList();
  }

  private static SortedSet<String> folders(List<String> targets) {
    SortedSet<String> folders = new TreeSet<>();
    for (String target : targets) {
      for (int end = target.lastIndexOf('/'); end > 0; end = target.lastIndexOf('/', end - 1)) {
        folders.add(target.substring(0, end));
      }
    }
    return folders;
  }
}

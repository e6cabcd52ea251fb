package io.github.lambdaimage.check;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names of systems and machines in the names of artifacts, files and classifiers. */
final class PlatformName {

  private static final Pattern MACHINES =
      Pattern.compile(
          "(?i)x86[_-]64|amd64|x64|aarch[_-]?64|arm64|x86|i[3-6]86|armv[67]|riscv64|ppc64le|s390x");

  /** Systems other than Linux, as separate words. */
  private static final Pattern OTHER_SYSTEMS =
      Pattern.compile(
          "(?i)(?<![a-z])(?:os-?x|mac-?os-?x?|mac|darwin|windows|win(?:32|64)?)(?![a-z])");

  private static final Pattern LINUX = Pattern.compile("(?i)(?<![a-z])linux(?![a-z])");

  private PlatformName() {}

  /** The name without systems and machines: the same for those that differ only by them. */
  static String without(String name) {
    String rest = MACHINES.matcher(name).replaceAll("");
    return LINUX.matcher(OTHER_SYSTEMS.matcher(rest).replaceAll("")).replaceAll("");
  }

  static boolean hasMachine(String name) {
    return MACHINES.matcher(name).find();
  }

  /** Whether it names another system than Linux. */
  static boolean hasOtherSystem(String name) {
    return OTHER_SYSTEMS.matcher(name).find();
  }

  /** What the name might be for Linux on a machine. */
  static String forLinux(String name, String machine) {
    return MACHINES
        .matcher(OTHER_SYSTEMS.matcher(name).replaceAll("linux"))
        .replaceAll(it -> means(it, machine) ? it.group() : machine);
  }

  /** What the classifier might be for Linux on a machine, with os-maven-plugin's own names. */
  static String classifierForLinux(String classifier, String machine) {
    boolean detected = machine.equals("aarch64") && classifier.contains("x86_64");
    return forLinux(classifier, detected ? "aarch_64" : machine);
  }

  private static boolean means(MatchResult name, String machine) {
    String plain = name.group().toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    return switch (plain) {
      case "aarch64", "arm64" -> machine.startsWith("aarch");
      case "x8664", "amd64", "x64" -> machine.equals("x86_64");
      default -> false;
    };
  }
}

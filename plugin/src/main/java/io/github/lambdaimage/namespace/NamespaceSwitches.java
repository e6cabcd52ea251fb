package io.github.lambdaimage.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The kernel settings that close namespaces to users other than root. */
record NamespaceSwitches(Path folder) {

  /** Error messages if it is not allowed; the last is that of a kernel whose limit is 0. */
  private static final Pattern CLOSED =
      Pattern.compile("Permission denied|Operation not permitted|No space left on device");

  /** Files that engines put into their containers. */
  private static final List<String> OF_CONTAINERS = List.of("/.dockerenv", "/run/.containerenv");

  /**
   * Why it does not work, and what to do.
   *
   * @param output of the programs that tried
   */
  Hindrance explain(String output) {
    String said = lastLine(output);
    if (output.contains("unrecognized option")) {
      return new Hindrance(
          "'unshare' is too old (%s)".formatted(said), "Install util-linux 2.36 or newer");
    }
    if (!CLOSED.matcher(output).find()) {
      return unknown(said);
    }
    if (says("kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return closed("kernel.apparmor_restrict_unprivileged_userns", "1", "0", said);
    }
    if (says("kernel/unprivileged_userns_clone", "0")) {
      return closed("kernel.unprivileged_userns_clone", "0", "1", said);
    }
    if (says("user/max_user_namespaces", "0")) {
      return closed("user.max_user_namespaces", "0", "10000", said);
    }
    if (OF_CONTAINERS.stream().anyMatch(it -> Files.exists(Path.of(it)))) {
      return new Hindrance(
          "the container that Maven runs in does not allow namespaces (%s)".formatted(said),
          "Start that container with '--privileged', or with '--security-opt seccomp=unconfined --security-opt systempaths=unconfined'");
    }
    return unknown(said);
  }

  private static Hindrance unknown(String said) {
    return new Hindrance(
        "this machine does not allow namespaces with files of their own (%s)".formatted(said),
        "It takes Linux with user namespaces in which files can be mounted");
  }

  private static Hindrance closed(String name, String value, String cure, String said) {
    return new Hindrance(
        "namespaces are root's alone on this machine: %s is %s (%s)".formatted(name, value, said),
        "'sudo sysctl -w %s=%s' opens them".formatted(name, cure));
  }

  private boolean says(String name, String value) {
    try {
      return Files.readString(folder.resolve(name), UTF_8).strip().equals(value);
    } catch (IOException e) {
      // Not every kernel has each of them.
      return false;
    }
  }

  private static String lastLine(String output) {
    String text = output.strip();
    return text.isEmpty() ? "no word why" : text.substring(text.lastIndexOf('\n') + 1).strip();
  }
}

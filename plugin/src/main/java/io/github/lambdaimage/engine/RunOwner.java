package io.github.lambdaimage.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Maven that a run belongs to, in the names of its images and containers. So the next run knows
 * what a killed one has left, and no run removes what another still needs.
 *
 * @param pid of its process
 * @param space the PID namespace in which that number is valid: a container has another one than
 *     the machine
 */
record RunOwner(long pid, String space) {

  /** Of images and containers alike. */
  static final String PREFIX = "lambda-image-run";

  private static final Pattern NAME =
      Pattern.compile("(?:^|/)" + PREFIX + "[:-](\\d{1,18})-(\\d{1,18})-[0-9a-f]+$");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** This process. */
  static RunOwner current() {
    return new RunOwner(ProcessHandle.current().pid(), currentSpace());
  }

  /** A new name for an image, in a repository of its own. */
  String imageName() {
    return PREFIX + ":" + unique();
  }

  /** A new name for a container. */
  String containerName() {
    return PREFIX + "-" + unique();
  }

  /** Whether a name is one of ours, from a Maven that ended without removing it. */
  static boolean isLeftBehind(String name) {
    return of(name)
        .filter(owner -> owner.space.equals(currentSpace()) && owner.isGone())
        .isPresent();
  }

  private static Optional<RunOwner> of(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.find()
        ? Optional.of(new RunOwner(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  private boolean isGone() {
    return ProcessHandle.of(pid).isEmpty();
  }

  private String unique() {
    return pid + "-" + space + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Linux's number of the PID namespace; 0 elsewhere. */
  private static String currentSpace() {
    try {
      Matcher number =
          NUMBER.matcher(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
      return number.find() ? number.group() : "0";
    } catch (IOException | UnsupportedOperationException e) {
      return "0";
    }
  }
}

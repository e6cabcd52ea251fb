package io.github.lambdaimage.runtime;

import io.github.lambdaimage.process.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * State of a function at the moment of a snapshot that does not survive it, or is the same in every
 * copy that SnapStart restores.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Uniqueness
 *     with SnapStart</a>
 */
final class SnapshotFindings {

  /** Classes whose seed is in the snapshot; that of a {@code SecureRandom} is not, on Lambda. */
  private static final List<String> SEEDED =
      List.of("java.util.Random", "java.util.SplittableRandom");

  /** For a JVM that starts, attaches and collects garbage, on a machine that may be busy. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private SnapshotFindings() {}

  /**
   * The findings, a sentence each.
   *
   * @param process of the runtime, or around it
   * @param api of the runtime; Lambda opens its connection again
   */
  static List<String> of(ProcessHandle process, String api) throws InterruptedException {
    List<String> findings = new ArrayList<>();
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      for (String end : OpenConnections.of(each.pid())) {
        if (!end.endsWith(api.substring(api.lastIndexOf(':')))) {
          findings.add(
              "SnapStart: at the snapshot the function holds a connection to '%s', which is dead in each copy. Close it in beforeCheckpoint() and open it in afterRestore(), or have its client connect again."
                  .formatted(end));
        }
      }
      if (isJvm(each)) {
        for (String seeded : seeded(each.pid())) {
          findings.add(
              "SnapStart: at the snapshot there is a '%s', which gives the same numbers in each copy. Use java.security.SecureRandom, or make it in the handler or in afterRestore()."
                  .formatted(seeded));
        }
      }
    }
    return findings;
  }

  private static boolean isJvm(ProcessHandle process) {
    return process.info().command().map(Path::of).filter(it -> it.endsWith("java")).isPresent();
  }

  /** The classes among these of which the JVM has objects. */
  private static List<String> seeded(long pid) throws InterruptedException {
    Optional<Path> java = ProcessHandle.current().info().command().map(Path::of);
    if (java.isEmpty()) {
      return List.of();
    }
    try {
      String histogram =
          new ProgramRun(
                  List.of(
                      java.get().resolveSibling("jcmd").toString(),
                      Long.toString(pid),
                      "GC.class_histogram"),
                  Map.of(),
                  DEADLINE)
              .run("", ProgramRun.Errors.DROPPED)
              .output();
      return SEEDED.stream().filter(it -> has(histogram, it)).toList();
    } catch (IOException | TimeoutException e) {
      // A JVM without that command, or one that does not let anybody attach.
      return List.of();
    }
  }

  /** Whether a histogram has a class: a line ends with it, and with its module from Java 9 on. */
  static boolean has(String histogram, String type) {
    return histogram
        .lines()
        .map(String::strip)
        .anyMatch(line -> line.endsWith(" " + type) || line.contains(" " + type + " ("));
  }
}

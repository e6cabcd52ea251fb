package io.github.lambdaimage.it.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The builds of one project. The ordinary ones share a process for each directory and environment;
 * what a process has for its whole life, such as another JDK, user or trust store, gets one of its
 * own.
 */
final class ResidentMavens implements AutoCloseable {

  /** What Java, the start script or a logger reads once. */
  private static final Pattern ONCE =
      Pattern.compile(
          "-D(java|javax|jdk|sun|user|file|http|https|maven\\.ext)\\..*|-f|--file.*|-X|--debug|-q|--quiet|-l|--log-file.*");

  /** Their memory: a quarter of a gigabyte each. */
  private static final int AT_ONCE = 2;

  private record Place(Path directory, Map<String, String> environment) {}

  private final Map<Place, ResidentMaven> mavens = new LinkedHashMap<>();
  private final ReentrantLock busy = new ReentrantLock();

  /** Runs goals and options in a project; hands every line of the log on as it comes. */
  ChildMaven.Result run(
      ChildMaven maven, Path project, List<String> arguments, Consumer<String> lines)
      throws IOException {
    // A second build at the same time is one of another process, as its users' are.
    if (!isOrdinary(maven, arguments) || !busy.tryLock()) {
      return maven.run(project, arguments, lines);
    }
    try {
      return resident(maven, project).run(maven.arguments(arguments), lines);
    } finally {
      busy.unlock();
    }
  }

  private static boolean isOrdinary(ChildMaven maven, List<String> arguments) throws IOException {
    return maven.isOrdinary()
        && ResidentMaven.knows(maven.mavenHome())
        && arguments.stream().noneMatch(argument -> ONCE.matcher(argument).matches());
  }

  private ResidentMaven resident(ChildMaven maven, Path project) throws IOException {
    Place place = new Place(project, maven.environment());
    ResidentMaven there = mavens.remove(place);
    if (there == null || !there.isAlive()) {
      if (mavens.size() >= AT_ONCE) {
        mavens.remove(mavens.keySet().iterator().next()).close();
      }
      there = maven.resident(project);
    }
    mavens.put(place, there);
    return there;
  }

  @Override
  public void close() {
    mavens.values().forEach(ResidentMaven::close);
    mavens.clear();
  }
}

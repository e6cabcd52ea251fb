package io.github.lambdaimage.maven;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.image.LayoutLock;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a module's image that {@code begin} takes for the goal that follows: while one Maven
 * compiles, another one must not package the same classes.
 */
final class HeldLock {

  /**
   * For {@code begin}: another Maven with the lock may be waiting for this one, so the goal tries
   * again.
   */
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** For a goal: even an image of 10 GB is sent in less time. */
  private static final Duration LONG = Duration.ofMinutes(30);

  private HeldLock() {}

  /** Waits for the lock, and keeps it for the goal. */
  static void hold(
      MavenSession session, MavenProject module, Path directory, Consumer<String> waiting)
      throws LambdaImageException {
    LayoutLock lock = wait(session, directory, SHORT, waiting);
    session.getRepositorySession().getData().set(key(module), lock);
  }

  /** The lock on the image in a folder: the one that is held, or else a new one to wait for. */
  static LayoutLock of(
      MavenSession session, MavenProject module, Path directory, Consumer<String> waiting)
      throws LambdaImageException {
    LayoutLock held = take(session, module);
    if (held != null && held.isOn(directory)) {
      return held;
    }
    if (held != null) {
      // It is for the folder of the command line's goal, but the POM names another one for this
      // goal.
      held.close();
    }
    return wait(session, directory, LONG, waiting);
  }

  private static LayoutLock wait(
      MavenSession session, Path directory, Duration patience, Consumer<String> waiting)
      throws LambdaImageException {
    Path localRepository = Path.of(session.getLocalRepository().getBasedir());
    Path file = CacheDirectory.lockFile(localRepository, directory);
    return LayoutLock.of(directory, file, patience, waiting);
  }

  /** Takes what is held; a second call finds nothing. */
  private static @Nullable LayoutLock take(MavenSession session, MavenProject module) {
    Object held = session.getRepositorySession().getData().get(key(module));
    session.getRepositorySession().getData().set(key(module), null);
    return held instanceof LayoutLock lock ? lock : null;
  }

  /** Releases a lock that the goal did not need. */
  static void release(MavenSession session, MavenProject module) {
    LayoutLock held = take(session, module);
    if (held != null) {
      held.close();
    }
  }

  private static Object key(MavenProject module) {
    return "lambda-image lock " + module.getId();
  }
}

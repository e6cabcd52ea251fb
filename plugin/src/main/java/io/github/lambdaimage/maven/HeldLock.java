package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.LayoutLock;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a module's image that {@code begin} has taken for the goal that comes after: what one
 * Maven compiles, another one must not be packing.
 */
final class HeldLock {

  /** Whoever is not reached by then may be waiting for this Maven: the goal asks once more. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private HeldLock() {}

  /** Waits for the lock, and keeps it for the goal. */
  static void hold(
      MavenSession session, MavenProject module, Path directory, Consumer<String> waiting)
      throws LambdaImageException {
    session
        .getRepositorySession()
        .getData()
        .set(key(module), LayoutLock.of(directory, PATIENCE, waiting));
  }

  /** The lock on the image in a folder, once; {@code null} where none was taken. */
  static @Nullable LayoutLock take(MavenSession session, MavenProject module, Path directory) {
    LayoutLock held = take(session, module);
    if (held == null || held.isOn(directory)) {
      return held;
    }
    // Of the folder that the goal is told elsewhere in the POM, not of its own.
    held.close();
    return null;
  }

  private static @Nullable LayoutLock take(MavenSession session, MavenProject module) {
    Object held = session.getRepositorySession().getData().get(key(module));
    session.getRepositorySession().getData().set(key(module), null);
    return held instanceof LayoutLock lock ? lock : null;
  }

  /** Ends what is still held: the goal had no use for it. */
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

package io.github.lambdaimage.maven;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.PendingBase;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.PushTarget;
import java.util.concurrent.Callable;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What the goal {@code begin} has started for a module, passed to the goal that follows.
 *
 * @param baseKey identifies the base that was begun
 * @param targetKey identifies the request that the target was begun for
 */
record Begun(
    String baseKey, @Nullable PendingBase base, String targetKey, @Nullable PushTarget target) {

  /** Nothing. */
  static final Begun NOTHING = new Begun("", null, "", null);

  /**
   * Starts the work on a thread of its own: in a cold JVM, even starting it takes time that the
   * compiler can use.
   */
  static void start(MavenSession session, MavenProject module, Callable<Begun> work) {
    session
        .getRepositorySession()
        .getData()
        .set(key(module), Pending.start("lambda-image-begin", work));
  }

  /** Takes what was begun for a module; a second call finds nothing. */
  static Begun take(MavenSession session, MavenProject module) {
    Object key = key(module);
    if (!(session.getRepositorySession().getData().get(key) instanceof Pending<?> pending)) {
      return NOTHING;
    }
    session.getRepositorySession().getData().set(key, null);
    try {
      return pending.get() instanceof Begun begun ? begun : NOTHING;
    } catch (LambdaImageException | IllegalStateException e) {
      // The goal itself meets the failure again, and reports it.
      return NOTHING;
    }
  }

  /** The key under which the session keeps what was begun for a module. */
  static Object key(MavenProject module) {
    return "lambda-image begun " + module.getId();
  }

  /** The target that was begun for exactly this request, or {@code null}. */
  @Nullable PushTarget target(PushRequest request) {
    return request.key().equals(targetKey) ? target : null;
  }

  /** The base that was begun, if it is this one, or {@code null}. */
  @Nullable PendingBase base(ImageName from, Architecture architecture, BasePolicy policy) {
    return baseKey(from, architecture, policy).equals(baseKey) ? base : null;
  }

  static String baseKey(ImageName from, Architecture architecture, BasePolicy policy) {
    return policy.name() + ' ' + architecture.ociName() + ' ' + from.text();
  }
}

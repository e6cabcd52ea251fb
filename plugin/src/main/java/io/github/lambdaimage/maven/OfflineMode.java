package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import org.apache.maven.execution.MavenSession;

/** Refuses what needs a network when Maven is offline. */
final class OfflineMode {

  private OfflineMode() {}

  /**
   * Refuses a push when Maven is offline, before any request.
   *
   * @throws LambdaImageException when Maven is offline
   */
  static void expectForPush(MavenSession session) throws LambdaImageException {
    if (session.isOffline()) {
      throw new LambdaImageException(
          "Maven is offline, and a push needs the registry. Run it without '-o'; 'mvn -o lambda-image:build' makes the image, and 'mvn lambda-image:push-prebuilt' sends it later.");
    }
  }
}

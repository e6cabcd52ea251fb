package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import org.apache.maven.execution.MavenSession;

/** What can only be done with a network. */
final class OfflineMode {

  private OfflineMode() {}

  /**
   * Lets a push begin.
   *
   * @throws LambdaImageException when Maven is offline: then nobody is asked anything
   */
  static void expectForPush(MavenSession session) throws LambdaImageException {
    if (session.isOffline()) {
      throw new LambdaImageException(
          "Maven is offline, and a push needs the registry. Run it without '-o'; 'mvn -o lambda-image:build' makes the image, and 'mvn lambda-image:push-prebuilt' sends it later.");
    }
  }
}

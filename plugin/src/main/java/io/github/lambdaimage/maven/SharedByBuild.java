package io.github.lambdaimage.maven;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.ecr.Ecr;
import io.github.lambdaimage.registry.SharedBlobs;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/**
 * What all functions of one build share, whichever module they are in: each layer is packed once,
 * each token asked for once. It lives as long as the build, in the session of Maven's resolver,
 * which even the threads of a parallel build have in common.
 */
record SharedByBuild(CacheDirectory cache, Ecr ecr, SharedBlobs blobs) {

  static SharedByBuild of(AbstractLambdaImageMojo mojo) {
    SessionData data = mojo.session.getRepositorySession().getData();
    if (!(data.get(SharedByBuild.class) instanceof SharedByBuild)) {
      // Of several threads that come here, one succeeds.
      data.set(SharedByBuild.class, null, create(mojo));
    }
    return (SharedByBuild) data.get(SharedByBuild.class);
  }

  private static SharedByBuild create(AbstractLambdaImageMojo mojo) {
    MavenSession session = mojo.session;
    CacheDirectory cache =
        CacheDirectory.in(Path.of(session.getLocalRepository().getBasedir()))
            .orElse(Path.of(mojo.outputDirectory + "-cache"), mojo.getLog()::debug);
    cache.prune(Instant.now());
    return new SharedByBuild(
        cache,
        new Ecr(new SettingsProxies(session.getSettings().getProxies(), mojo.settingsDecrypter)),
        new SharedBlobs());
  }
}

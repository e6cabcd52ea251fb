package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.EcrLog;
import io.github.lambdaimage.message.LambdaImageException;
import org.apache.maven.project.MavenProject;

/**
 * What a goal works with, beside its request.
 *
 * @param begun what went on while the project was compiled
 */
record GoalContext(
    MavenTools maven,
    MavenProject project,
    MavenBuild build,
    RegistryAccess access,
    Begun begun,
    Console console) {

  Connections connections() {
    return build.connections(access, project);
  }

  /** Begins to connect to where an image shall go. */
  PushTarget connect(PushRequest request) throws LambdaImageException {
    LatestConsole latest = build.console();
    return PushTarget.connect(
        request, connections().publisher(), build.ecr(), new EcrLog(latest::info, latest::warn));
  }

  /** A failure in the words of Amazon ECR, if it came from there: base and destination may both. */
  LambdaImageException explained(LambdaImageException failure) {
    return build.ecr().explained(failure, access.aws());
  }
}

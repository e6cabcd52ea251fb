package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.CheckSettings;
import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.ecr.EcrLog;
import io.github.lambdaimage.ecr.EcrTarget;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.BaseRoots;
import io.github.lambdaimage.namespace.NamespaceHost;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.ImagePublisher;
import io.github.lambdaimage.registry.PushTarget;
import io.github.lambdaimage.registry.TagMutability;
import io.github.lambdaimage.runtime.RuntimeHost;
import io.github.lambdaimage.startup.EngineGround;
import io.github.lambdaimage.startup.NamespaceGround;
import io.github.lambdaimage.startup.StartupRequest;
import io.github.lambdaimage.startup.Training;
import io.github.lambdaimage.startup.TrainingGrounds;
import io.github.lambdaimage.startup.TrainingLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.project.MavenProject;

/**
 * What a goal works with besides its request, and what it makes from that; only goals see it.
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

  /** Builds images, of any module. */
  ImageAssembler assembler() {
    Connections connections = connections();
    return new ImageAssembler(
        connections.bases(),
        connections.baseContents(),
        build.cache(),
        Clock.systemUTC(),
        build.layers());
  }

  /** Work with the image in a folder. */
  ImageWork work(Path directory) {
    return new ImageWork(
        directory,
        assembler(),
        console,
        () -> HeldLock.of(maven.session(), project, directory, console::info));
  }

  /** The same context with nothing begun: what was begun is used up. */
  GoalContext afresh() {
    return new GoalContext(maven, project, build, access, Begun.NOTHING, console);
  }

  /** Checks functions. */
  FunctionChecks checks(CheckSettings settings) {
    return new FunctionChecks(
        settings, connections().baseContents(), build.cache(), Clock.systemUTC(), javaHome());
  }

  /**
   * Where an image goes: the connection that {@code begin} has begun, or else a new one.
   *
   * @throws LambdaImageException when request and credentials contradict each other, and offline
   */
  PushTarget connect(PushRequest request) throws LambdaImageException {
    OfflineMode.expectForPush(maven.session());
    PushTarget known = begun.target(request);
    if (known != null) {
      return known;
    }
    ImagePublisher publisher = connections().publisher();
    if (request.ecr().isPresent()) {
      LatestConsole latest = build.console();
      return new EcrTarget(
          request.ecr().get(),
          request.tags(),
          build.ecr(),
          request.aws(),
          request.creation().orElse(null),
          publisher,
          request.base(),
          request.signature(),
          new EcrLog(latest::info, latest::warn));
    }
    Destination destination = request.other().orElseThrow();
    publisher.connect(destination.registry(), destination.repository(), request.base());
    return publisher.begin(destination, TagMutability.UNKNOWN, request.base());
  }

  /** The machine that runs images. */
  RuntimeHost host() {
    Properties properties = maven.session().getSystemProperties();
    return new RuntimeHost(
        javaHome(),
        Runtime.version().feature(),
        properties.getProperty("os.name"),
        properties.getProperty("os.arch"),
        maven.environment());
  }

  /** Runs images with their bases on this machine. */
  NamespaceRuns namespaces() {
    RuntimeHost host = host();
    return new NamespaceRuns(
        NamespaceHost.of(host.osName(), host.osArch(), host.variables()),
        connections().bases(),
        new BaseRoots(connections().baseContents(), build.cache()));
  }

  /** Trains functions on this machine. */
  Training training(StartupRequest request) {
    RuntimeHost host = host();
    // The function must not get the credentials of the machine that builds it.
    RuntimeHost bare = host.withoutVariables().with(Map.of("AWS_EC2_METADATA_DISABLED", "true"));
    TrainingLog log = new TrainingLog(console::info, console::warn);
    return new Training(
        request,
        new TrainingGrounds(
            List.of(
                new NamespaceGround(
                    NamespaceHost.of(host.osName(), host.osArch(), host.variables()),
                    new BaseRoots(connections().baseContents(), build.cache()),
                    bare),
                new EngineGround(host.variables(), connections().archive(), bare, log)),
            log),
        connections().baseContents(),
        log);
  }

  private Path javaHome() {
    return Path.of(maven.session().getSystemProperties().getProperty("java.home"));
  }

  /** What is known of the build. */
  BuildOrigin origin() {
    return BuildOrigin.of(project, maven.session(), maven.environment());
  }

  /** Explains a failure that came from Amazon ECR: base and destination may both be there. */
  LambdaImageException explained(LambdaImageException failure) {
    return build.ecr().explained(failure, access.aws());
  }
}

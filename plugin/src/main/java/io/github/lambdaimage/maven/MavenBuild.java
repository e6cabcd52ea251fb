package io.github.lambdaimage.maven;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.ecr.Ecr;
import io.github.lambdaimage.ecr.EcrCredentials;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.layer.LayersOfBuild;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credentials;
import io.github.lambdaimage.registry.DockerCredentials;
import io.github.lambdaimage.registry.Registries;
import io.github.lambdaimage.registry.RetryPolicy;
import io.github.lambdaimage.registry.SharedBlobs;
import io.github.lambdaimage.registry.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/**
 * What all functions of one Maven build share, whichever module they are in and whichever goal asks
 * first: each layer is packed once, each token requested once, each module's dependencies resolved
 * once. It is kept in the session of Maven's resolver, which even the threads of a parallel build
 * share.
 */
final class MavenBuild {

  private final MavenTools maven;
  private final CacheDirectory cache;
  private final SettingsProxies proxies;
  private final Ecr ecr;
  private final SharedBlobs blobs = new SharedBlobs();
  private final LayersOfBuild layers = new LayersOfBuild(Clock.systemUTC());
  private final LatestConsole console;
  private final ConcurrentMap<String, Connections> connections = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Connections> connectionsOfModules = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Dependency>> dependencies = new ConcurrentHashMap<>();

  private MavenBuild(MavenTools maven, Console console, Path spareDirectory) {
    MavenSession session = maven.session();
    this.maven = maven;
    this.console = new LatestConsole(console);
    this.cache =
        CacheDirectory.in(Path.of(session.getLocalRepository().getBasedir()))
            .orElse(spareDirectory, console::debug);
    this.proxies =
        new SettingsProxies(
            session.getRepositorySession(), session.getSettings().getProxies(), maven.decrypter());
    this.ecr = new Ecr(proxies);
  }

  /**
   * The build that a goal runs in, created by the first goal that asks.
   *
   * @param spareDirectory where layers are packed if the local repository cannot be written
   */
  static MavenBuild of(MavenTools maven, Console console, Path spareDirectory) {
    SessionData data = maven.session().getRepositorySession().getData();
    if (!(data.get(MavenBuild.class) instanceof MavenBuild)) {
      // If several threads come here, one succeeds.
      if (data.set(MavenBuild.class, null, new MavenBuild(maven, console, spareDirectory))) {
        ((MavenBuild) data.get(MavenBuild.class)).cache.prune(Instant.now());
      }
    }
    return (MavenBuild) data.get(MavenBuild.class);
  }

  /** The console of what all modules share, which each goal sets to its own. */
  LatestConsole console() {
    return console;
  }

  CacheDirectory cache() {
    return cache;
  }

  /** What the modules have packed. */
  LayersOfBuild layers() {
    return layers;
  }

  Ecr ecr() {
    return ecr;
  }

  /**
   * A module's connections to registries. Bases and other images are resolved once in a build.
   * Modules do not share the logins for their pushes: a token grows with each repository in its
   * scope, and registries limit the size of headers.
   */
  Connections connections(RegistryAccess access, MavenProject module) {
    return connectionsOfModules.computeIfAbsent(
        module.getId() + '\n' + access.key(), key -> ofModule(access));
  }

  private Connections ofModule(RegistryAccess access) {
    Connections mine = connect(access);
    Connections known = connections.putIfAbsent(access.key(), mine);
    return known == null ? mine : known.forAnotherModule();
  }

  /** A module's runtime dependencies: resolved once, by the thread that builds the module. */
  List<Dependency> dependencies(MavenProject module) throws LambdaImageException {
    List<Dependency> known = dependencies.get(module.getId());
    if (known == null) {
      known = new RuntimeDependencies(maven.dependencies(), maven.session()).of(module);
      dependencies.put(module.getId(), known);
    }
    return known;
  }

  private Connections connect(RegistryAccess access) {
    Transport transport = new Transport(proxies, access.insecure(), console);
    RetryPolicy retries = new RetryPolicy(pause -> Thread.sleep(pause.toMillis()));
    return Connections.over(
        new Registries(transport, credentials(access), retries),
        cache,
        maven.session().isOffline(),
        blobs,
        console);
  }

  private Credentials credentials(RegistryAccess access) {
    return new EcrCredentials(
        ecr,
        access.aws(),
        new SettingsCredentials(maven.session().getSettings(), maven.decrypter())
            .orElse(DockerCredentials.of(maven.home(), maven.environment(), console::warn)));
  }
}

package io.github.lambdaimage.maven;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.check.CheckSettings;
import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.ecr.Ecr;
import io.github.lambdaimage.ecr.EcrCredentials;
import io.github.lambdaimage.image.ImageArchive;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.BaseLayers;
import io.github.lambdaimage.registry.Credentials;
import io.github.lambdaimage.registry.DockerCredentials;
import io.github.lambdaimage.registry.ImagePublisher;
import io.github.lambdaimage.registry.Registries;
import io.github.lambdaimage.registry.RegistryBaseContents;
import io.github.lambdaimage.registry.RegistryBases;
import io.github.lambdaimage.registry.RegistryHost;
import io.github.lambdaimage.registry.RetryPolicy;
import io.github.lambdaimage.registry.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.maven.execution.MavenSession;

/** What goals work with, set up as the session and the settings say. */
record Services(
    ImageAssembler assembler,
    FunctionChecks checks,
    ImagePublisher publisher,
    Ecr ecr,
    ImageArchive archive,
    Console console) {

  static Services of(AbstractLambdaImageMojo mojo, Console console) throws LambdaImageException {
    MavenSession session = mojo.session;
    SharedByBuild shared = SharedByBuild.of(mojo);
    CacheDirectory cache = shared.cache();
    Registries registries =
        new Registries(
            new Transport(
                new SettingsProxies(session.getSettings().getProxies(), mojo.settingsDecrypter),
                insecureRegistries(mojo),
                console.transfers()),
            credentials(mojo, shared.ecr(), console),
            new RetryPolicy(pause -> Thread.sleep(pause.toMillis())));
    BaseLayers baseLayers =
        new BaseLayers(registries, cache, session.isOffline(), console.transfers());
    RegistryBaseContents contents =
        new RegistryBaseContents(registries, baseLayers, cache, session.isOffline());
    Clock clock = Clock.systemUTC();
    return new Services(
        new ImageAssembler(
            new RegistryBases(registries, cache, session.isOffline()), contents, cache, clock),
        new FunctionChecks(checkSettings(mojo), contents, cache, clock),
        new ImagePublisher(registries, baseLayers, shared.blobs()),
        shared.ecr(),
        new ImageArchive(baseLayers::fetch),
        console);
  }

  static CheckSettings checkSettings(AbstractLambdaImageMojo mojo) throws LambdaImageException {
    return CheckSettings.of(mojo.checks, Elements.present(mojo.allowedSecrets));
  }

  private static Set<RegistryHost> insecureRegistries(AbstractLambdaImageMojo mojo)
      throws LambdaImageException {
    Set<RegistryHost> insecure = new HashSet<>();
    for (String text : Elements.present(mojo.insecureRegistries)) {
      insecure.add(
          RegistryHost.find(text)
              .orElseThrow(
                  () ->
                      new LambdaImageException(
                          "<insecureRegistries>: '"
                              + text
                              + "' is not the host of a registry. Write it as in <repository>: 'registry.example.com' or 'registry.example.com:5000'.")));
    }
    return insecure;
  }

  private static Credentials credentials(AbstractLambdaImageMojo mojo, Ecr ecr, Console console)
      throws LambdaImageException {
    MavenSession session = mojo.session;
    Map<String, String> environment = SessionEnvironment.of(session);
    Path home = Path.of(session.getSystemProperties().getProperty("user.home"));
    return new EcrCredentials(
        ecr,
        mojo.access(),
        new SettingsCredentials(session.getSettings(), mojo.settingsDecrypter)
            .orElse(DockerCredentials.of(home, environment, console::warn)));
  }
}

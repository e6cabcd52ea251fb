package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.Credentials;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** Credentials of the {@code <server>}s in settings.xml whose id is a registry's host. */
final class SettingsCredentials implements Credentials {

  private final Settings settings;
  private final SettingsDecrypter decrypter;

  SettingsCredentials(Settings settings, SettingsDecrypter decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  /** Finds the server with the id {@code host:port}, or else {@code host}. */
  @Override
  public Optional<Credential> find(RegistryHost registry) throws LambdaImageException {
    Server server = server(registry::isNamed);
    if (server == null) {
      server = server(registry.host()::equalsIgnoreCase);
    }
    if (server == null && registry.isDockerHub()) {
      server = settings.getServer("docker.io");
    }
    return server == null || server.getUsername() == null
        ? Optional.empty()
        : Optional.of(decrypted(server));
  }

  private @Nullable Server server(Predicate<String> id) {
    for (Server server : settings.getServers()) {
      if (server.getId() != null && id.test(server.getId())) {
        return server;
      }
    }
    return null;
  }

  private Credential decrypted(Server server) throws LambdaImageException {
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    Decryption.check(result, "<server> '" + server.getId() + "'");
    Server decrypted = result.getServer();
    String password = decrypted.getPassword();
    return new Credential(decrypted.getUsername(), password == null ? "" : password);
  }
}

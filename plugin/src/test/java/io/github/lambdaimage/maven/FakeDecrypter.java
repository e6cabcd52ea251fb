package io.github.lambdaimage.maven;

import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * Decrypts what looks like {@code {secret}} to {@code secret}, as Maven would with the right master
 * password; without one it has the problem that Maven would have.
 */
record FakeDecrypter(boolean hasMasterPassword) implements SettingsDecrypter {

  @Override
  public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
    if (request.getServers().isEmpty()) {
      Proxy proxy = request.getProxies().get(0).clone();
      proxy.setPassword(proxy.getPassword().replaceAll("[{}]", ""));
      return new Result(
          new Server(),
          proxy,
          hasMasterPassword
              ? List.of()
              : List.of(
                  new DefaultSettingsProblem(
                      "Failed to decrypt password for proxy " + proxy.getId(),
                      SettingsProblem.Severity.ERROR,
                      "proxy: " + proxy.getId(),
                      -1,
                      -1,
                      new IllegalStateException("no settings-security.xml"))));
    }
    Server server = request.getServers().get(0).clone();
    String password = server.getPassword();
    if (password == null || !password.startsWith("{")) {
      return new Result(server, new Proxy(), List.of());
    }
    if (!hasMasterPassword) {
      return new Result(
          server,
          new Proxy(),
          List.of(
              new DefaultSettingsProblem(
                  "Failed to decrypt password for server " + server.getId(),
                  SettingsProblem.Severity.ERROR,
                  "server: " + server.getId(),
                  -1,
                  -1,
                  new IllegalStateException("no settings-security.xml"))));
    }
    server.setPassword(password.substring(1, password.length() - 1));
    return new Result(server, new Proxy(), List.of());
  }

  private record Result(Server server, Proxy proxy, List<SettingsProblem> problems)
      implements SettingsDecryptionResult {

    @Override
    public Server getServer() {
      return server;
    }

    @Override
    public List<Server> getServers() {
      return List.of(server);
    }

    @Override
    public Proxy getProxy() {
      return proxy;
    }

    @Override
    public List<Proxy> getProxies() {
      return List.of();
    }

    @Override
    public List<SettingsProblem> getProblems() {
      return problems;
    }
  }
}

package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCredentialsTest {

  private final Settings settings = new Settings();

  @Test
  void areThoseOfTheServerNamedAfterTheRegistry() throws Exception {
    addServer("registry.example.com", "me", "secret");

    assertThat(find("registry.example.com")).contains(new Credential("me", "secret"));
  }

  @Test
  void areThoseOfHostAndPortBeforeThoseOfTheHost() throws Exception {
    addServer("registry.example.com", "me", "of host");
    addServer("registry.example.com:8443", "me", "of port");

    assertThat(find("registry.example.com:8443")).contains(new Credential("me", "of port"));
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example.com:8443, registry.example.com",
    "localhost:5000,            localhost",
    "[::1]:5000,                [::1]",
    "R.test:5000,               r.Test",
    "r.test:443,                r.test",
    "r.test,                    R.test:443"
  })
  void areThoseOfTheHostForEveryPort(String registry, String server) throws Exception {
    addServer(server, "me", "of host");

    assertThat(find(registry)).contains(new Credential("me", "of host"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example.com", "example.com", "registry.example.com"})
  void areNoneForAnotherHostOrPort(String registry) throws Exception {
    addServer("registry.example.com:8443", "me", "of port");

    assertThat(find(registry)).isEmpty();
  }

  @Test
  void areNoneForAServerWithoutAUser() throws Exception {
    addServer("registry.example.com", null, "secret");

    assertThat(find("registry.example.com")).isEmpty();
  }

  @Test
  void haveAnEmptyPasswordWhereThereIsNone() throws Exception {
    addServer("registry.example.com", "me", null);

    assertThat(find("registry.example.com")).contains(new Credential("me", ""));
  }

  @Test
  void areDecrypted() throws Exception {
    addServer("registry.example.com", "me", "{secret}");

    assertThat(find("registry.example.com")).contains(new Credential("me", "secret"));
  }

  @Test
  void areRefusedWhenTheyCannotBeDecrypted() {
    addServer("registry.example.com", "me", "{secret}");
    SettingsCredentials credentials = new SettingsCredentials(settings, new FakeDecrypter(false));

    assertThatThrownBy(() -> credentials.find(RegistryHost.parse("registry.example.com:8443")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The password of the <server> 'registry.example.com' in settings.xml cannot be decrypted: Failed to decrypt password for server registry.example.com. Encrypt it anew with 'mvn --encrypt-password', with the master password of this machine.");
  }

  @Test
  void areNotMissedWhenTheyAreOfAnotherRegistry() throws Exception {
    addServer("other.example.com", "me", "{secret}");

    assertThat(
            new SettingsCredentials(settings, new FakeDecrypter(false))
                .find(RegistryHost.parse("registry.example.com")))
        .isEmpty();
  }

  private Optional<Credential> find(String registry) throws LambdaImageException {
    return new SettingsCredentials(settings, new FakeDecrypter(true))
        .find(RegistryHost.parse(registry));
  }

  private void addServer(String id, @Nullable String username, @Nullable String password) {
    Server server = new Server();
    server.setId(id);
    server.setUsername(username);
    server.setPassword(password);
    settings.addServer(server);
  }
}

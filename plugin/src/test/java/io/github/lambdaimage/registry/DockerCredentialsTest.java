package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DockerCredentialsTest {

  /** In Base64, "AWS:stale". */
  private static final String LOGIN = "{\"auth\": \"QVdTOnN0YWxl\"}";

  private static final Credential STALE = new Credential("AWS", "stale");

  @TempDir Path home;
  private final List<String> warnings = new ArrayList<>();
  private Duration patience = Duration.ofSeconds(50);

  @Test
  void neverSendsAStaleLoginToThePublicRegistryOfAws() throws Exception {
    // What "docker login" left for both, long ago.
    config("{\"auths\": {\"public.ecr.aws\": %s, \"r.test\": %s}}".formatted(LOGIN, LOGIN));

    assertThat(find("r.test")).contains(STALE);
    assertThat(find("R.test:443")).contains(STALE);
    assertThat(find("public.ecr.aws")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "r.test:5000,         r.test:5000,               true",
    "r.test:5000,         https://r.test:5000,       true",
    "r.test:5000,         http://r.test:5000/v2/,    true",
    "r.test,              r.test/team,               true",
    "r.test,              r.test:5000,               false",
    "r.test,              a.r.test,                  false",
    "r.test,              https://a.test/r.test,     false",
    "registry-1.docker.io, https://index.docker.io/v1/, true",
    "registry-1.docker.io, docker.io,                 true",
  })
  void findsALoginUnderTheNamesThatItMayHave(String registry, String key, boolean found)
      throws Exception {
    config("{\"auths\": {\"%s\": %s}}".formatted(key, LOGIN));

    assertThat(find(registry).isPresent()).isEqualTo(found);
  }

  @Test
  void takesTheExactNameBeforeALongerOne() throws Exception {
    config("{\"auths\": {\"r.test/team\": {\"auth\": \"YTpi\"}, \"r.test\": %s}}".formatted(LOGIN));

    assertThat(find("r.test")).contains(STALE);
  }

  @Test
  void takesAnIdentityTokenForARefreshToken() throws Exception {
    config("{\"auths\": {\"r.test\": {\"auth\": \"YTpi\", \"identitytoken\": \"the token\"}}}");

    assertThat(find("r.test")).contains(new Credential("<token>", "the token"));
  }

  @Test
  void keepsColonsOfAPassword() throws Exception {
    config("{\"auths\": {\"r.test\": {\"auth\": \"dTpwOnE=\"}}}");

    assertThat(find("r.test")).contains(new Credential("u", "p:q"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"auths\": null}",
        "{\"auths\": {}}",
        "{\"auths\": {\"other.test\": {}}}",
        "{\"auths\": [], \"credsStore\": \"\", \"credHelpers\": {\"r.test\": null}}",
      })
  void hasNoCredentialWhereThereIsNoEntry(String config) throws Exception {
    config(config);

    assertThat(find("r.test")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"auth\": \"\"}",
        "{\"auth\": \"  \"}",
        "{\"auth\": null}",
        "{\"auth\": 1, \"identitytoken\": \"\"}",
        "{\"username\": \"hunter2\", \"password\": \"\"}",
        "{\"registrytoken\": \"hunter2\"}",
      })
  void saysOnceThatAnEntryIsEmpty(String entry) throws Exception {
    config("{\"auths\": {\"https://r.test/v1/\": %s}}".formatted(entry));
    DockerCredentials credentials = credentials(Map.of());

    assertThat(credentials.find(RegistryHost.parse("r.test"))).isEmpty();
    assertThat(credentials.find(RegistryHost.parse("r.test"))).isEmpty();

    assertThat(warnings)
        .containsExactly(
            "The entry 'https://r.test/v1/' in '%s' has no login: neither 'auth' nor 'identitytoken' is filled. 'r.test' is asked without one. Log in anew, or delete the entry."
                .formatted(home.resolve(".docker/config.json")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void anEmptyEntryGoesWithAHelper() throws Exception {
    helper("its", "echo 'credentials not found in native keychain'; exit 1");
    config("{\"credsStore\": \"its\", \"auths\": {\"r.test\": {}}}");

    assertThat(find("r.test")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"c2VjcmV0OnNlY3JldA==\"", "[\"hunter2\"]", "1", "true"})
  void saysThatAnEntryIsNoObject(String entry) throws Exception {
    config("{\"auths\": {\"r.test\": %s, \"other.test\": %s}}".formatted(entry, LOGIN));

    assertThat(find("other.test")).contains(STALE);
    assertThatThrownBy(() -> find("r.test"))
        .hasMessage(
            "The credentials for 'r.test' in '%s' cannot be read: the entry is not a JSON object, such as {\"auth\": …}. Log in anew, or correct it.",
            home.resolve(".docker/config.json"));
  }

  @Test
  void readsALoginThatIsNotEncoded() throws Exception {
    config("{\"auths\": {\"r.test\": {\"username\": \"u\", \"password\": \"p\"}}}");

    assertThat(find("r.test")).contains(new Credential("u", "p"));
  }

  @Test
  void readsALoginOfSeveralLines() throws Exception {
    config("{\"auths\": {\"r.test\": {\"auth\": \"QVdT\\nOnN0\\r\\nYWxl\\n\"}}}");

    assertThat(find("r.test")).contains(STALE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2VjcmV0", "c2VjcmV0OnNlY3JldA", "OnNlY3JldA==", "secret!", "="})
  void saysThatAnEntryCannotBeReadWithoutQuotingIt(String auth) throws Exception {
    config("{\"auths\": {\"r.test\": {\"auth\": \"%s\"}}}".formatted(auth));

    if (auth.equals("c2VjcmV0OnNlY3JldA")) {
      // Without padding, as some programs write it.
      assertThat(find("r.test")).contains(new Credential("secret", "secret"));
      return;
    }
    assertThatThrownBy(() -> find("r.test"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The credentials for 'r.test' in '%s' cannot be read: 'auth' is not 'user:password' in Base64. Log in anew, or correct it.",
            home.resolve(".docker/config.json"))
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "hunter2", "{\"auths\": {\"r.test\": {\"auth\": hunter2}}}"})
  void doesNotQuoteAFileThatIsNoJson(String config) throws Exception {
    config(config);

    assertThatThrownBy(() -> find("r.test"))
        .isInstanceOf(LambdaImageException.class)
        .satisfies(it -> assertThat(trace(it)).doesNotContain("hunter2"))
        .hasMessage(
            "What is in '%s' is not a JSON object of the form of Docker's config.json. Log in anew, or correct it.",
            home.resolve(".docker/config.json"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void asksAHelperByTheNameOfTheLogin() throws Exception {
    helper(
        "its",
        "read server; echo \"{\\\"Username\\\": \\\"$1\\\", \\\"Secret\\\": \\\"$server\\\"}\"");
    config(
        "{\"credHelpers\": {\"a.test\": \"its\"}, \"credsStore\": \"its\", \"auths\": {\"https://b.test/v1/\": {}}}");

    assertThat(find("a.test")).contains(new Credential("get", "a.test"));
    assertThat(find("b.test")).contains(new Credential("get", "https://b.test/v1/"));
    assertThat(find("c.test")).contains(new Credential("get", "c.test"));
    assertThat(find("registry-1.docker.io"))
        .contains(new Credential("get", "https://index.docker.io/v1/"));
    assertThat(warnings).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void aHelperWithoutALoginIsNoFailure() throws Exception {
    helper("its", "echo 'credentials not found in native keychain'; exit 1");
    config("{\"credsStore\": \"its\", \"auths\": {\"r.test\": %s}}".formatted(LOGIN));

    assertThat(find("r.test")).contains(STALE);
    assertThat(find("other.test")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  @CsvSource(
      delimiter = '|',
      value = {
        "echo hunter2; echo hunter2 >&2; exit 3 | it ended with status 3",
        "echo hunter2 | its answer is not JSON",
        "echo '{\"Username\": \"u\", \"Secret\": hunter2}' | its answer is not JSON",
        "echo '{\"Username\": \"\", \"Secret\": \"hunter2\"}' | its answer lacks 'Username' or 'Secret'",
        "echo '{\"Username\": \"hunter2\"}' | its answer lacks 'Username' or 'Secret'",
      },
      quoteCharacter = '`')
  void goesOnWithoutAHelperThatFailsAndNeverQuotesIt(String script, String why) throws Exception {
    helper("its", script);
    config("{\"credsStore\": \"its\", \"auths\": {\"r.test\": %s}}".formatted(LOGIN));

    assertThat(find("r.test")).contains(STALE);
    assertThat(warnings)
        .containsExactly(
            "The credential helper 'docker-credential-its' gave no credential for 'r.test': "
                + why
                + ". Try 'printf r.test | docker-credential-its get', or log in anew.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void goesOnWithoutAHelperThatDoesNotAnswer() throws Exception {
    patience = Duration.ofSeconds(2);

    goesOnWithoutAHelperThatFailsAndNeverQuotesIt(
        "echo hunter2; exec sleep 300", "it did not answer within 2 s");
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  @ValueSource(strings = {"missing", "../bin/docker-credential-its"})
  void saysThatAHelperIsNotThere(String name) throws Exception {
    helper("its", "echo '{\"Username\": \"u\", \"Secret\": \"s\"}'");
    config("{\"credsStore\": \"%s\"}".formatted(name));

    assertThat(find("r.test")).isEmpty();
    assertThat(warnings).singleElement().asString().contains("it is not on the PATH");
  }

  @Test
  void looksWhereDockerAndThenPodmanKeepThem() throws Exception {
    write("docker/config.json", "{}");
    write("run/containers/auth.json", "{\"auths\": {\"a.test\": %s}}".formatted(LOGIN));
    write(".config/containers/auth.json", "{\"auths\": {\"b.test\": %s}}".formatted(LOGIN));
    config("{\"auths\": {\"c.test\": %s}}".formatted(LOGIN));
    DockerCredentials credentials =
        credentials(
            Map.of(
                "DOCKER_CONFIG", home.resolve("docker").toString(),
                "XDG_RUNTIME_DIR", home.resolve("run").toString()));

    assertThat(credentials.find(RegistryHost.parse("a.test"))).contains(STALE);
    assertThat(credentials.find(RegistryHost.parse("b.test"))).contains(STALE);
    assertThat(credentials.find(RegistryHost.parse("c.test"))).isEmpty();
  }

  @Test
  void looksFirstIntoWhatVariablesName() throws Exception {
    String other = "{\"auth\": \"YTpi\"}";
    write("auth.json", "{\"auths\": {\"a.test\": %s, \"b.test\": %s}}".formatted(other, other));
    config(
        "{\"auths\": {\"a.test\": %s, \"b.test\": %s, \"c.test\": %s}}"
            .formatted(other, LOGIN, LOGIN));
    DockerCredentials credentials =
        credentials(
            Map.of(
                "DOCKER_AUTH_CONFIG", "{\"auths\": {\"a.test\": %s}}".formatted(LOGIN),
                "REGISTRY_AUTH_FILE", home.resolve("auth.json").toString()));

    assertThat(credentials.find(RegistryHost.parse("a.test"))).contains(STALE);
    assertThat(credentials.find(RegistryHost.parse("b.test"))).contains(new Credential("a", "b"));
    assertThat(credentials.find(RegistryHost.parse("c.test"))).contains(STALE);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void asksAHelperThatAVariableNames() throws Exception {
    helper("its", "read server; echo '{\"Username\": \"<token>\", \"Secret\": \"s\"}'");

    assertThat(
            credentials(Map.of("DOCKER_AUTH_CONFIG", "{\"credHelpers\": {\"r.test\": \"its\"}}"))
                .find(RegistryHost.parse("r.test")))
        .contains(Credential.ofRefreshToken("s"));
  }

  @Test
  void anEmptyVariableIsNone() throws Exception {
    config("{\"auths\": {\"r.test\": %s}}".formatted(LOGIN));

    assertThat(
            credentials(
                    Map.of(
                        "DOCKER_AUTH_CONFIG", " ",
                        "REGISTRY_AUTH_FILE", "",
                        "DOCKER_CONFIG", "",
                        "XDG_RUNTIME_DIR", "",
                        "XDG_CONFIG_HOME", ""))
                .find(RegistryHost.parse("r.test")))
        .contains(STALE);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hunter2", "/builds/tmp/DOCKER_AUTH_CONFIG", "{\"auths\": {\"r.test\": hunter2}}"})
  void doesNotQuoteAVariableThatIsNoJson(String value) {
    assertThatThrownBy(
            () ->
                credentials(Map.of("DOCKER_AUTH_CONFIG", value)).find(RegistryHost.parse("r.test")))
        .hasMessage(
            "What is in the environment variable DOCKER_AUTH_CONFIG is not a JSON object of the form of Docker's config.json. Correct it, or unset it; in GitLab it has the type 'Variable', not 'File'.")
        .satisfies(it -> assertThat(trace(it)).doesNotContain("hunter2"));
  }

  @Test
  void namesTheVariableWithAnEntryThatCannotBeRead() {
    assertThatThrownBy(
            () ->
                credentials(
                        Map.of(
                            "DOCKER_AUTH_CONFIG",
                            "{\"auths\": {\"r.test\": {\"auth\": \"hunter2\"}}}"))
                    .find(RegistryHost.parse("r.test")))
        .hasMessage(
            "The credentials for 'r.test' in the environment variable DOCKER_AUTH_CONFIG cannot be read: 'auth' is not 'user:password' in Base64. Log in anew, or correct it.");
  }

  @Test
  void saysThatTheFileOfAVariableIsNotThere() throws Exception {
    config("{\"auths\": {\"r.test\": %s}}".formatted(LOGIN));
    String missing = home.resolve("missing.json").toString();

    assertThat(
            credentials(Map.of("REGISTRY_AUTH_FILE", missing)).find(RegistryHost.parse("r.test")))
        .contains(STALE);
    assertThat(warnings)
        .containsExactly(
            "REGISTRY_AUTH_FILE names '%s', which does not exist. Log in anew, or unset it."
                .formatted(missing));
  }

  /** Who mistakes it for DOCKER_AUTH_CONFIG puts the login itself there. */
  @Test
  void doesNotShowWhatIsNoFileName() throws Exception {
    String json = "{\"auths\": {\"r.test\": {\"auth\": \"aHVudGVyMjpodW50ZXIy\"}}}";

    assertThat(credentials(Map.of("REGISTRY_AUTH_FILE", json)).find(RegistryHost.parse("r.test")))
        .isEmpty();
    assertThat(warnings)
        .containsExactly(
            "REGISTRY_AUTH_FILE names what is not shown, since it may be a login, which does not exist. Log in anew, or unset it.");
  }

  @Test
  void isNotThereInAFileWithoutALetter() throws Exception {
    config(" \n");

    assertThat(find("r.test")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  private Optional<Credential> find(String registry) throws LambdaImageException {
    return credentials(Map.of()).find(RegistryHost.parse(registry));
  }

  private DockerCredentials credentials(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", home.resolve("bin").toString());
    return new DockerCredentials(home, environment, warnings::add, patience);
  }

  private void config(String content) throws Exception {
    write(".docker/config.json", content);
  }

  private void helper(String name, String script) throws Exception {
    // The helper's own PATH is the one above.
    Path file =
        write("bin/docker-credential-" + name, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path write(String name, String content) throws Exception {
    Path file = home.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, content);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

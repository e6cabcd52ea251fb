package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Docker's {@code config.json}, Podman's {@code auth.json} in the same format, or either in an
 * environment variable. No message quotes it, since it may contain passwords.
 *
 * @see <a href="https://github.com/docker/cli/blob/master/cli/config/configfile/file.go">how Docker
 *     reads it</a>
 */
final class DockerConfig {

  /** The names of Docker Hub for logins, Docker's own first. */
  private static final List<String> NAMES_OF_HUB =
      List.of("index.docker.io", "docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  private static final String LOGIN_TO_HUB = "https://index.docker.io/v1/";
  private static final String CURE = "Log in anew, or correct it.";

  private final String source;
  private final JsonObject content;

  private DockerConfig(String source, JsonObject content) {
    this.source = source;
    this.content = content;
  }

  /**
   * Reads a file; an empty one counts as one without logins, as for Docker.
   *
   * @throws LambdaImageException when it is not JSON
   */
  static DockerConfig read(Path file) throws LambdaImageException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new String(bytes, StandardCharsets.UTF_8).isBlank()
          ? new DockerConfig("'" + file + "'", JsonObject.empty())
          : parse(bytes, "'" + file + "'", CURE);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(file, FailureReason.of(e)), e);
    }
  }

  /**
   * Reads an environment variable.
   *
   * @throws LambdaImageException when it is not JSON
   */
  static DockerConfig ofVariable(String name, String value) throws LambdaImageException {
    return parse(
        value.getBytes(StandardCharsets.UTF_8),
        "the environment variable " + name,
        "Correct it, or unset it; in GitLab it has the type 'Variable', not 'File'.");
  }

  private static DockerConfig parse(byte[] bytes, String source, String cure)
      throws LambdaImageException {
    try {
      return new DockerConfig(source, JsonObject.parse(bytes, "It"));
    } catch (LambdaImageException e) {
      // Without the cause: the parser quotes the text.
      throw new LambdaImageException(
          "What is in %s is not a JSON object of the form of Docker's config.json. %s"
              .formatted(source, cure));
    }
  }

  /** The credential helper for a registry, if there is one. */
  Optional<CredentialHelper> helper(RegistryHost registry) {
    JsonObject helpers = content.object("credHelpers");
    Optional<String> own =
        key(helpers, registry).flatMap(it -> Optional.ofNullable(helpers.text(it)));
    Optional<String> name = own.or(() -> Optional.ofNullable(content.text("credsStore")));
    return name.filter(it -> !it.isBlank()).map(it -> new CredentialHelper(it, server(registry)));
  }

  /** The name under which a login is stored: that of its entry, if there is one. */
  private String server(RegistryHost registry) {
    return key(content.object("auths"), registry)
        .orElse(registry.isDockerHub() ? LOGIN_TO_HUB : registry.toString());
  }

  /**
   * A message about an entry for a registry without a login, which "{@code docker logout}" and
   * pipelines without a secret leave; empty if there is no such entry.
   */
  Optional<String> emptyEntry(RegistryHost registry) {
    return key(content.object("auths"), registry)
        .map(
            key ->
                "The entry '%s' in %s has no login: neither 'auth' nor 'identitytoken' is filled. '%s' is asked without one. Log in anew, or delete the entry."
                    .formatted(key, source, registry));
  }

  /**
   * The credential that the file itself has for a registry.
   *
   * @throws LambdaImageException when it cannot be decoded
   */
  Optional<Credential> credential(RegistryHost registry) throws LambdaImageException {
    JsonObject auths = content.object("auths");
    Optional<String> key = key(auths, registry);
    if (key.isEmpty() || isNull(auths, key.get())) {
      return Optional.empty();
    }
    if (!auths.hasObject(key.get())) {
      throw unreadable(registry, "the entry is not a JSON object, such as {\"auth\": …}");
    }
    JsonObject entry = auths.object(key.get());
    String token = entry.text("identitytoken");
    if (token != null && !token.isBlank()) {
      return Optional.of(Credential.ofRefreshToken(token.strip()));
    }
    String auth = entry.text("auth");
    if (auth != null && !auth.isBlank()) {
      return Optional.of(decoded(auth, registry));
    }
    String user = entry.text("username");
    String password = entry.text("password");
    return user == null || user.isEmpty() || password == null || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential(user, password));
  }

  private static boolean isNull(JsonObject members, String key) {
    return "null".equals(members.textMap().get(key)) && members.text(key) == null;
  }

  /** Decodes a login, which may have line breaks, as the program base64 writes them. */
  private Credential decoded(String auth, RegistryHost registry) throws LambdaImageException {
    String both;
    try {
      byte[] bytes = Base64.getDecoder().decode(auth.replaceAll("\\s", ""));
      both = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      both = "";
    }
    int colon = both.indexOf(':');
    if (colon <= 0) {
      throw unreadable(registry, "'auth' is not 'user:password' in Base64");
    }
    return new Credential(both.substring(0, colon), both.substring(colon + 1));
  }

  private LambdaImageException unreadable(RegistryHost registry, String why) {
    return new LambdaImageException(
        "The credentials for '%s' in %s cannot be read: %s. %s"
            .formatted(registry, source, why, CURE));
  }

  /** The entry for a registry: by its name, or by a URL of it. */
  private static Optional<String> key(JsonObject members, RegistryHost registry) {
    Set<String> keys = members.textMap().keySet();
    List<String> names = registry.isDockerHub() ? NAMES_OF_HUB : registry.names();
    return first(keys, names::contains).or(() -> first(keys, it -> names.contains(host(it))));
  }

  private static Optional<String> first(Set<String> keys, Predicate<String> predicate) {
    return keys.stream().filter(predicate).findFirst();
  }

  private static String host(String address) {
    String rest = address.replaceFirst("^https?://", "");
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}

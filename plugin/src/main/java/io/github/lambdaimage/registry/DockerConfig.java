package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
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
 * A {@code config.json} of Docker, or Podman's {@code auth.json} of the same form.
 *
 * @see <a href="https://github.com/docker/cli/blob/master/cli/config/configfile/file.go">Docker's
 *     own reading of it</a>
 */
final class DockerConfig {

  /** What logins to Docker Hub are filed under, first by Docker itself. */
  private static final List<String> NAMES_OF_HUB =
      List.of("index.docker.io", "docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  private static final String LOGIN_TO_HUB = "https://index.docker.io/v1/";

  private final Path file;
  private final JsonObject content;

  private DockerConfig(Path file, JsonObject content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Reads a file.
   *
   * @throws LambdaImageException when it is not JSON; it is not quoted, since it may hold passwords
   */
  static DockerConfig read(Path file) throws LambdaImageException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(file, Reason.of(e)), e);
    }
    try {
      return new DockerConfig(file, JsonObject.parse(bytes, "It"));
    } catch (LambdaImageException e) {
      // Without the cause: the parser quotes what it stumbles over.
      throw new LambdaImageException(
          "'%s' is not a JSON object, as credentials for registries come in. Log in anew, or correct the file."
              .formatted(file));
    }
  }

  /** The program that is asked for a registry's credential, if one is. */
  Optional<CredentialHelper> helper(RegistryHost registry) {
    JsonObject helpers = content.object("credHelpers");
    Optional<String> own =
        key(helpers, registry).flatMap(it -> Optional.ofNullable(helpers.text(it)));
    Optional<String> name = own.or(() -> Optional.ofNullable(content.text("credsStore")));
    return name.filter(it -> !it.isBlank()).map(it -> new CredentialHelper(it, server(registry)));
  }

  /** The name under which a login is stored: the one that it is listed by, if it is. */
  private String server(RegistryHost registry) {
    return key(content.object("auths"), registry)
        .orElse(registry.isDockerHub() ? LOGIN_TO_HUB : registry.toString());
  }

  /**
   * The credential that the file itself has for a registry.
   *
   * @throws LambdaImageException when it cannot be told what it is
   */
  Optional<Credential> credential(RegistryHost registry) throws LambdaImageException {
    JsonObject auths = content.object("auths");
    Optional<String> key = key(auths, registry);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    JsonObject entry = auths.object(key.get());
    String token = entry.text("identitytoken");
    if (token != null && !token.isEmpty()) {
      return Optional.of(Credential.ofRefreshToken(token));
    }
    String auth = entry.text("auth");
    return auth == null || auth.isBlank()
        ? Optional.empty()
        : Optional.of(decoded(auth.strip(), registry));
  }

  private Credential decoded(String auth, RegistryHost registry) throws LambdaImageException {
    String both;
    try {
      both = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      both = "";
    }
    int colon = both.indexOf(':');
    if (colon <= 0) {
      throw new LambdaImageException(
          "The credentials for '%s' in '%s' cannot be read: 'auth' is not 'user:password' in Base64. Log in anew, or correct the file."
              .formatted(registry, file));
    }
    return new Credential(both.substring(0, colon), both.substring(colon + 1));
  }

  /** The member for a registry: by its name, or by an address at which it is. */
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

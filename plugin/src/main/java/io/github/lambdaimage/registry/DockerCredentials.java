package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of {@code docker login}, of Podman's, and of Docker's credential helpers. What a
 * variable of the environment names goes first: {@code DOCKER_AUTH_CONFIG}, which has the JSON
 * itself, as GitLab and Docker know it; {@code REGISTRY_AUTH_FILE}, a file, as Podman and skopeo
 * do; {@code DOCKER_CONFIG}, a directory, or else {@code ~/.docker}; then where Podman keeps them.
 */
public final class DockerCredentials implements Credentials {

  /** A stale login there gives 403, while anybody may pull. */
  private static final String PUBLIC_ECR = "public.ecr.aws";

  /** A helper may ask for a passphrase. */
  private static final Duration HELPER_TIMEOUT = Duration.ofMinutes(1);

  private static final String JSON = "DOCKER_AUTH_CONFIG";
  private static final String FILE = "REGISTRY_AUTH_FILE";

  private final Path home;
  private final Map<String, String> environment;
  private final Consumer<String> warnings;
  private final Duration helperTimeout;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  DockerCredentials(
      Path home,
      Map<String, String> environment,
      Consumer<String> warnings,
      Duration helperTimeout) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.warnings = warnings;
    this.helperTimeout = helperTimeout;
  }

  /**
   * Credentials of a user.
   *
   * @param home the user's home directory
   * @param environment of the process: the variables named above, {@code XDG_RUNTIME_DIR}, {@code
   *     XDG_CONFIG_HOME}, {@code PATH}
   */
  public static DockerCredentials of(
      Path home, Map<String, String> environment, Consumer<String> warnings) {
    return new DockerCredentials(home, environment, warnings, HELPER_TIMEOUT);
  }

  @Override
  public Optional<Credential> find(RegistryHost registry) throws LambdaImageException {
    if (registry.canonical().equals(PUBLIC_ECR)) {
      return Optional.empty();
    }
    String json = environment.get(JSON);
    if (json != null && !json.isBlank()) {
      Optional<Credential> credential = find(registry, DockerConfig.ofVariable(JSON, json));
      if (credential.isPresent()) {
        return credential;
      }
    }
    for (Path file : files()) {
      Optional<Credential> credential =
          Files.exists(file) ? find(registry, DockerConfig.read(file)) : Optional.empty();
      if (credential.isPresent()) {
        return credential;
      }
    }
    return Optional.empty();
  }

  private List<Path> files() throws LambdaImageException {
    List<Path> files = new ArrayList<>();
    Path named = path(FILE);
    if (named != null) {
      if (!Files.exists(named)) {
        warn(
            "%s names %s, which does not exist. Log in anew, or unset it."
                .formatted(FILE, quoted(named.toString())));
      }
      files.add(named);
    }
    Path docker = path("DOCKER_CONFIG");
    files.add((docker == null ? home.resolve(".docker") : docker).resolve("config.json"));
    Path runtime = path("XDG_RUNTIME_DIR");
    if (runtime != null) {
      files.add(runtime.resolve("containers/auth.json"));
    }
    Path config = path("XDG_CONFIG_HOME");
    files.add((config == null ? home.resolve(".config") : config).resolve("containers/auth.json"));
    return files;
  }

  /** A variable that is empty counts as one that is not set, as for Docker and Podman. */
  private @Nullable Path path(String variable) throws LambdaImageException {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new LambdaImageException(
          "The environment variable %s has %s, which is not a path here. Correct it, or unset it."
              .formatted(variable, quoted(value)));
    }
  }

  /** Who mistakes one variable for the other has JSON with passwords in it. */
  private static String quoted(String path) {
    return path.indexOf('{') < 0 ? "'" + path + "'" : "what is not shown, since it may be a login";
  }

  /** A helper that does not work is no reason to fail: the registry may want no credential. */
  private Optional<Credential> find(RegistryHost registry, DockerConfig config)
      throws LambdaImageException {
    Optional<CredentialHelper> helper = config.helper(registry);
    if (helper.isPresent()) {
      try {
        Optional<Credential> credential = helper.get().ask(environment, helperTimeout);
        if (credential.isPresent()) {
          return credential;
        }
      } catch (LambdaImageException e) {
        warn(String.valueOf(e.getMessage()));
      }
    }
    Optional<Credential> own = config.credential(registry);
    if (own.isEmpty() && helper.isEmpty()) {
      // With a helper, an entry is empty because the login is with the helper.
      config.emptyEntry(registry).ifPresent(this::warn);
    }
    return own;
  }

  /** Once: a registry may ask for credentials many times. */
  private void warn(String warning) {
    if (warned.add(warning)) {
      warnings.accept(warning);
    }
  }
}

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
 * Credentials of {@code docker login}, of Podman, and of Docker's credential helpers. Environment
 * variables come first: {@code DOCKER_AUTH_CONFIG} has the JSON itself, as for GitLab and Docker;
 * {@code REGISTRY_AUTH_FILE} names a file, as for Podman and skopeo; {@code DOCKER_CONFIG} names a
 * directory instead of {@code ~/.docker}; Podman's own files come last.
 */
public final class DockerCredentials implements Credentials {

  /** An expired login gives 403 there, while anybody may pull without one. */
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

  /** The path in a variable; an empty variable counts as unset, as for Docker and Podman. */
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

  /** Quotes a path, unless it is JSON with passwords, given in the wrong variable. */
  private static String quoted(String path) {
    return path.indexOf('{') < 0 ? "'" + path + "'" : "what is not shown, since it may be a login";
  }

  /**
   * Finds a credential. A helper that does not work is only a warning: the registry may not need a
   * login.
   */
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
      // With a helper, the entry is empty because the helper has the login.
      config.emptyEntry(registry).ifPresent(this::warn);
    }
    return own;
  }

  /** Logs a warning once: a registry may ask for credentials many times. */
  private void warn(String warning) {
    if (warned.add(warning)) {
      warnings.accept(warning);
    }
  }
}

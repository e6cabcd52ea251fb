package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Credentials of {@code docker login} and of Docker's credential helpers: from {@code
 * $DOCKER_CONFIG} or {@code ~/.docker}, then from where Podman keeps them.
 */
public final class DockerCredentials implements Credentials {

  /** A stale login there gives 403, while anybody may pull. */
  private static final String PUBLIC_ECR = "public.ecr.aws";

  /** A helper may ask for a passphrase. */
  private static final Duration HELPER_TIMEOUT = Duration.ofMinutes(1);

  private final List<Path> files;
  private final Map<String, String> environment;
  private final Consumer<String> warnings;
  private final Duration helperTimeout;

  DockerCredentials(
      List<Path> files,
      Map<String, String> environment,
      Consumer<String> warnings,
      Duration helperTimeout) {
    this.files = List.copyOf(files);
    this.environment = Map.copyOf(environment);
    this.warnings = warnings;
    this.helperTimeout = helperTimeout;
  }

  /**
   * Credentials of a user.
   *
   * @param home the user's home directory
   * @param environment of the process: {@code DOCKER_CONFIG}, {@code XDG_RUNTIME_DIR}, {@code PATH}
   */
  public static DockerCredentials of(
      Path home, Map<String, String> environment, Consumer<String> warnings) {
    List<Path> files = new ArrayList<>();
    String dockerConfig = environment.get("DOCKER_CONFIG");
    files.add(
        (dockerConfig == null ? home.resolve(".docker") : Path.of(dockerConfig))
            .resolve("config.json"));
    String runtime = environment.get("XDG_RUNTIME_DIR");
    if (runtime != null) {
      files.add(Path.of(runtime).resolve("containers/auth.json"));
    }
    files.add(home.resolve(".config/containers/auth.json"));
    return new DockerCredentials(files, environment, warnings, HELPER_TIMEOUT);
  }

  @Override
  public Optional<Credential> find(RegistryHost registry) throws LambdaImageException {
    if (registry.canonical().equals(PUBLIC_ECR)) {
      return Optional.empty();
    }
    for (Path file : files) {
      Optional<Credential> credential =
          Files.exists(file) ? find(registry, file) : Optional.empty();
      if (credential.isPresent()) {
        return credential;
      }
    }
    return Optional.empty();
  }

  /** A helper that does not work is no reason to fail: the registry may want no credential. */
  private Optional<Credential> find(RegistryHost registry, Path file) throws LambdaImageException {
    DockerConfig config = DockerConfig.read(file);
    Optional<CredentialHelper> helper = config.helper(registry);
    if (helper.isPresent()) {
      try {
        Optional<Credential> credential = helper.get().ask(environment, helperTimeout);
        if (credential.isPresent()) {
          return credential;
        }
      } catch (LambdaImageException e) {
        warnings.accept(e.getMessage());
      }
    }
    return config.credential(registry);
  }
}

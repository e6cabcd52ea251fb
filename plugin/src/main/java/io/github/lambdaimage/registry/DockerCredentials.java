package io.github.lambdaimage.registry;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Credentials of {@code docker login} and of Docker's credential helpers, read by Jib: from {@code
 * $DOCKER_CONFIG} or {@code ~/.docker}, then from where Podman keeps them.
 */
public final class DockerCredentials implements Credentials {

  /** A stale login there gives 403, while anybody may pull. */
  private static final String PUBLIC_ECR = "public.ecr.aws";

  private final List<Path> files;
  private final Map<String, String> environment;
  private final Consumer<String> warnings;

  private DockerCredentials(
      List<Path> files, Map<String, String> environment, Consumer<String> warnings) {
    this.files = files;
    this.environment = environment;
    this.warnings = warnings;
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
    return new DockerCredentials(List.copyOf(files), Map.copyOf(environment), warnings);
  }

  @Override
  public Optional<Credential> find(RegistryHost registry) throws LambdaImageException {
    if (registry.canonical().equals(PUBLIC_ECR)) {
      return Optional.empty();
    }
    for (Path file : files) {
      if (!Files.exists(file)) {
        continue;
      }
      for (String name : namesIn(file, registry)) {
        Optional<Credential> credential = find(name, file);
        if (credential.isPresent()) {
          return credential;
        }
      }
    }
    return Optional.empty();
  }

  /** The name that the user wrote, and others that the file has: a helper is slow to ask. */
  private static List<String> namesIn(Path file, RegistryHost registry)
      throws LambdaImageException {
    List<String> names = new ArrayList<>(registry.names());
    String written = names.remove(0);
    try {
      String text = Files.readString(file);
      names.removeIf(name -> !text.contains(name));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The credentials in '" + file + "' cannot be read: " + Reason.of(e) + ".", e);
    }
    names.add(0, written);
    return names;
  }

  private Optional<Credential> find(String registry, Path file) throws LambdaImageException {
    CredentialRetriever retriever =
        CredentialRetrieverFactory.forImage(
                ImageReference.of(registry, "any", null), this::warn, environment)
            .dockerConfig(file);
    try {
      return retriever
          .retrieve()
          .map(found -> new Credential(found.getUsername(), found.getPassword()));
    } catch (CredentialRetrievalException e) {
      throw new LambdaImageException(
          "The credentials for '%s' in '%s' cannot be read: %s. Log in anew, or correct the file."
              .formatted(registry, file, e.getMessage()),
          e);
    }
  }

  /** A helper's complaint may repeat its whole answer, the secret included. */
  private void warn(LogEvent event) {
    boolean harmless = !event.getMessage().toLowerCase(Locale.ROOT).contains("secret");
    if (event.getLevel() == LogEvent.Level.WARN && harmless) {
      warnings.accept(event.getMessage());
    }
  }
}

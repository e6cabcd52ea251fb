package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.layer.AntPatterns;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether keys or passwords are among the resources, extra files, variables and labels. */
final class SecretsCheck implements Inspector {

  /** Keys are in small files; of models, the beginning is enough. */
  private static final int READ_AT_MOST = 1024 * 1024;

  private static final String ROOT = FunctionFile.TASK_ROOT + "/";

  private final List<String> allowed;

  SecretsCheck(List<String> allowed) {
    this.allowed = allowed;
  }

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    FunctionImage image = subject.image();
    inspectVariables("environment", image.environment(), findings);
    inspectVariables("labels", image.labels(), findings);
    for (FunctionFile file : subject.files().toList()) {
      if (file.source() instanceof Source.ModuleClasses module) {
        // Packaged, it would be a jar from elsewhere; here its resources are the user's own.
        for (Map.Entry<String, Path> it : FileTree.list(module.path()).entrySet()) {
          inspectFile(ROOT + it.getKey(), it.getValue(), findings);
        }
      } else if (file.dependency() == null) {
        // A link's target is another file of the image.
        boolean isLink = file.source() instanceof Source.Link;
        inspectFile(file.target(), isLink ? null : file.source().path(), findings);
      }
    }
  }

  /**
   * Checks variables: Lambda gives a function the credentials of its role; others stay in the image
   * forever.
   */
  private void inspectVariables(String element, Map<String, String> variables, Findings findings) {
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String name = variable.getKey();
      Optional<String> secret =
          Secrets.byVariable(name).or(() -> Secrets.in(name + "=" + variable.getValue()));
      if (secret.isPresent() && !allowed.contains(name)) {
        findings.problem(
            "<%s>: '%s' %s: anyone who can pull the image can read it. Take it out, and give the function a role, or have it fetch the secret at run time (AWS Secrets Manager); if it is not a secret, allow it with <allowedSecrets>%s</allowedSecrets>."
                .formatted(element, name, secret.get(), name));
      }
    }
  }

  private void inspectFile(String target, @Nullable Path file, Findings findings)
      throws LambdaImageException {
    if (target.endsWith(".class") || target.endsWith(".jar") || isAllowed(target)) {
      return;
    }
    Optional<String> secret = Secrets.byName(target);
    if (secret.isEmpty() && file != null) {
      secret = Secrets.in(target, beginning(file));
    }
    if (secret.isPresent()) {
      findings.problem(
          "'%s' %s: anyone who can pull the image can read it. Take it out of the image, and fetch it at run time (AWS Secrets Manager, a role); if it is not a secret, allow it with <allowedSecrets>%s</allowedSecrets>."
              .formatted(
                  target,
                  secret.get(),
                  target.startsWith(ROOT) ? target.substring(ROOT.length()) : target));
    }
  }

  /** Whether a pattern matches, relative to the image's root or to the task root. */
  private boolean isAllowed(String target) {
    return allowed.stream()
        .anyMatch(
            pattern ->
                pattern.startsWith("/")
                    ? matches(pattern.substring(1), target.substring(1))
                    : target.startsWith(ROOT) && matches(pattern, target.substring(ROOT.length())));
  }

  private static boolean matches(String pattern, String path) {
    return new AntPatterns(List.of(pattern), List.of()).match(path);
  }

  private static byte[] beginning(Path file) throws LambdaImageException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(READ_AT_MOST);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(file, FailureReason.of(e)), e);
    }
  }
}

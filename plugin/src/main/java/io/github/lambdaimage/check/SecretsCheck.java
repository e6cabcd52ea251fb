package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.AntPatterns;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Whether keys or passwords are among the resources and extra files. */
final class SecretsCheck implements Inspector {

  /** Keys are in small files; of models, the beginning is enough. */
  private static final int READ_AT_MOST = 1024 * 1024;

  private static final String ROOT = FunctionFile.TASK_ROOT + "/";

  private final List<String> allowed;

  SecretsCheck(List<String> allowed) {
    this.allowed = allowed;
  }

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    for (FunctionFile file : subject.looseFiles().toList()) {
      String target = file.target();
      if (target.endsWith(".class") || target.endsWith(".jar") || isAllowed(target)) {
        continue;
      }
      Optional<String> secret = Secrets.byName(target);
      // What a link leads to is another file of the image.
      if (secret.isEmpty() && !(file.source() instanceof Source.Link)) {
        secret = Secrets.in(beginning(file));
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
  }

  /** The same pattern may be meant from the image's root, or from the task root. */
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

  private static String beginning(FunctionFile file) throws LambdaImageException {
    try (InputStream in = Files.newInputStream(file.source().path())) {
      return new String(in.readNBytes(READ_AT_MOST), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable."
              .formatted(file.source().path(), Reason.of(e)),
          e);
    }
  }
}

package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.process.ProgramRun;
import io.github.lambdaimage.process.ProgramRun.Outcome;
import io.github.lambdaimage.process.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A program that stores credentials, such as {@code docker-credential-pass}. Its output may be a
 * secret, whether it works or not, so no message quotes it.
 *
 * @param name what follows {@code docker-credential-} in the program's name
 * @param server under which the login is stored
 * @see <a href="https://github.com/docker/docker-credential-helpers">the protocol of such
 *     programs</a>
 */
record CredentialHelper(String name, String server) {

  /** What all helpers print if there is no login; it is not a failure. */
  private static final String NOT_FOUND = "credentials not found in native keychain";

  /**
   * Runs it.
   *
   * @param environment with the {@code PATH}
   * @param deadline enough for people who have to type a passphrase
   * @return empty if there is no login
   * @throws LambdaImageException when its answer is not valid
   */
  Optional<Credential> ask(Map<String, String> environment, Duration deadline)
      throws LambdaImageException {
    try {
      Path program = program(environment);
      Outcome outcome =
          new ProgramRun(List.of(program.toString(), "get"), environment, deadline)
              .run(server, ProgramRun.Errors.DROPPED);
      if (outcome.status() != 0 && outcome.output().contains(NOT_FOUND)) {
        return Optional.empty();
      }
      if (outcome.status() != 0) {
        throw failed("it ended with status " + outcome.status());
      }
      return Optional.of(credential(outcome.output()));
    } catch (TimeoutException e) {
      throw failed("it did not answer within " + deadline.toSeconds() + " s");
    } catch (IOException e) {
      throw failed("it cannot be started, " + FailureReason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException("Interrupted. Run it again.", e);
    }
  }

  private Path program(Map<String, String> environment) throws LambdaImageException {
    String program = "docker-credential-" + name;
    Optional<Path> found =
        SearchPath.isPath(name) ? Optional.empty() : SearchPath.of(environment).find(program);
    return found.orElseThrow(() -> failed("it is not on the PATH"));
  }

  private Credential credential(String output) throws LambdaImageException {
    JsonObject answer;
    try {
      answer = JsonObject.parse(output.getBytes(StandardCharsets.UTF_8), "It");
    } catch (LambdaImageException e) {
      // Without the cause: the parser quotes the text.
      throw failed("its answer is not JSON");
    }
    String user = answer.text("Username");
    String secret = answer.text("Secret");
    if (user == null || user.isEmpty() || secret == null || secret.isEmpty()) {
      throw failed("its answer lacks 'Username' or 'Secret'");
    }
    return new Credential(user, secret);
  }

  private LambdaImageException failed(String why) {
    return new LambdaImageException(
        "The credential helper 'docker-credential-%s' gave no credential for '%s': %s. Try 'printf %s | docker-credential-%s get', or log in anew."
            .formatted(name, server, why, server, name));
  }
}

package io.github.lambdaimage.ecr;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.process.AtExit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.Lazy;

/**
 * Credentials with a deadline. The SDK waits for a {@code credential_process} forever, and leaves
 * it running when Maven ends.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">the
 *     setting</a>
 */
final class TimelyCredentials implements AwsCredentialsProvider {

  /** Enough time to type the code of a second factor. */
  static final Duration DEADLINE = Duration.ofMinutes(2);

  private final String source;
  private final Lazy<AwsCredentialsProvider> provider;
  private final Supplier<ProfileFile> profiles;
  private final Duration deadline;

  /**
   * The credentials of a source.
   *
   * @param source its name in messages
   * @param profiles that say which programs may run for it
   * @param deadline for each request for credentials
   */
  TimelyCredentials(
      String source,
      Supplier<AwsCredentialsProvider> provider,
      Supplier<ProfileFile> profiles,
      Duration deadline) {
    this.source = source;
    this.provider = new Lazy<>(provider);
    this.profiles = profiles;
    this.deadline = deadline;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    FutureTask<AwsCredentials> asked =
        new FutureTask<>(() -> provider.getValue().resolveCredentials());
    CredentialPrograms programs = new CredentialPrograms(profiles, Instant.now());
    AtomicBoolean answered = new AtomicBoolean();
    AtExit exit = AtExit.run(() -> killUnless(answered, programs));
    try {
      Daemon.start("lambda-image-credentials", asked);
      return answer(asked, answered);
    } finally {
      exit.close();
    }
  }

  private AwsCredentials answer(FutureTask<AwsCredentials> asked, AtomicBoolean answered) {
    try {
      AwsCredentials credentials = asked.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      answered.set(true);
      return credentials;
    } catch (ExecutionException e) {
      answered.set(true);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new LateCredentialsException(AwsExplanation.late(source, deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted. Run it again.", e);
    }
  }

  private static void killUnless(AtomicBoolean answered, CredentialPrograms programs) {
    if (!answered.get()) {
      programs.kill();
    }
  }
}

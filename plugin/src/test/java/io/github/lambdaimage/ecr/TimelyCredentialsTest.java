package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/** The SDK itself, with programs that it runs. */
@Timeout(60)
@Tag("slow")
class TimelyCredentialsTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  /** Too short for the program, and enough for the SDK to start it. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir Path folder;

  @Test
  void givesWhatTheProgramPrints() throws Exception {
    Path answer =
        Files.writeString(
            folder.resolve("answer"),
            "{\"Version\":1,\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"secret\"}");

    assertThat(profile("cat " + answer, LONG).resolveCredentials().accessKeyId()).isEqualTo("AKIA");
  }

  @Test
  void throwsWhatTheSdkThrows() {
    assertThatThrownBy(() -> profile("exit 3", LONG).resolveCredentials())
        .isNotInstanceOf(LateCredentialsException.class)
        .hasStackTraceContaining("exit");
  }

  /** A shell becomes its last program, unless there is more to do. */
  @ParameterizedTest
  @ValueSource(strings = {"exec sleep 300", "sleep 300; true", "sleep 300 & wait"})
  void stopsAProgramThatDoesNotAnswer(String wait) throws Exception {
    Path pid = folder.resolve("pid");

    assertThatThrownBy(() -> profile("echo $$ >" + pid + "; " + wait, SHORT).resolveCredentials())
        .hasMessage(
            "The AWS credentials of the profile 'ci' cannot be used: it gave none within 3 seconds. See what it waits for with 'aws sts get-caller-identity --profile ci'; if its credential_process asks for something, log in there first, and try again.");

    assertThat(isRunning(pid)).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void stopsAScriptByItsName() throws Exception {
    Path pid = folder.resolve("pid");
    Path script =
        Files.writeString(
            folder.resolve("get-credentials"),
            "#!/bin/sh\necho $$ >" + pid + "\nsleep 300\necho none\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> profile(script + " --for ci", SHORT).resolveCredentials())
        .isInstanceOf(LateCredentialsException.class);

    assertThat(isRunning(pid)).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // No such programs there.
  void leavesOtherChildrenOfMavenAlone() throws Exception {
    Process older = new ProcessBuilder("sleep", "300").start();
    TimeUnit.SECONDS.sleep(3);
    Process other = new ProcessBuilder("tail", "-f", "/dev/null").start();
    try {
      assertThatThrownBy(() -> profile("sleep 299", SHORT).resolveCredentials())
          .isInstanceOf(LateCredentialsException.class);

      assertThat(older.isAlive()).isTrue();
      assertThat(other.isAlive()).isTrue();
    } finally {
      older.destroyForcibly();
      other.destroyForcibly();
    }
  }

  /** What a shutdown hook does while the SDK still waits. */
  @Test
  void stopsAProgramWhenMavenEnds() throws Exception {
    Path pid = folder.resolve("pid");
    ProfileFile profiles = profiles("echo $$ >" + pid + "; exec sleep 300");
    CredentialPrograms programs = new CredentialPrograms(() -> profiles, Instant.now());
    Thread asking =
        new Thread(
            () ->
                assertThatThrownBy(() -> of(profiles, LONG).resolveCredentials())
                    .isNotInstanceOf(LateCredentialsException.class));
    asking.start();
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }

    programs.kill();
    asking.join();

    assertThat(isRunning(pid)).isFalse();
  }

  @Test
  void saysItOfCallsToo() throws Exception {
    AwsSession session =
        new AwsSession(
            Region.EU_CENTRAL_1,
            "the profile 'ci'",
            profile("sleep 300", SHORT),
            UrlConnectionHttpClient.create());

    assertThatThrownBy(() -> new EcrCalls(session).token())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "Amazon ECR returned no token to push with: The AWS credentials of the profile 'ci' cannot be used: it gave none within 3 seconds.");
  }

  private TimelyCredentials profile(String command, Duration deadline) throws IOException {
    return of(profiles(command), deadline);
  }

  private static TimelyCredentials of(ProfileFile profiles, Duration deadline) {
    return new TimelyCredentials(
        "the profile 'ci'",
        () -> ProfileCredentialsProvider.builder().profileFile(profiles).profileName("ci").build(),
        () -> profiles,
        deadline);
  }

  private ProfileFile profiles(String command) throws IOException {
    Path config = folder.resolve("config");
    Files.write(config, List.of("[profile ci]", "credential_process = " + command), UTF_8);
    return ProfileFile.builder().content(config).type(ProfileFile.Type.CONFIGURATION).build();
  }

  /** A killed process whose parent has not asked for it yet still has an entry. */
  private static boolean isRunning(Path file) throws Exception {
    long pid = Long.parseLong(Files.readString(file, UTF_8).strip());
    for (int i = 0; i < 100; i++) {
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }
}

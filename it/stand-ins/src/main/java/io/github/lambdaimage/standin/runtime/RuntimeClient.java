package io.github.lambdaimage.standin.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * AWS's runtime interface client in a process of its own, one for each invocation.
 *
 * @param javaHome the Java that runs it
 * @param options of the JVM
 * @param timeout for a whole invocation, the start of the JVM included
 */
public record RuntimeClient(Path javaHome, List<String> options, Duration timeout) {

  /** For a JVM that is not there for long. */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m");

  /** The client on the Java that runs this class. */
  public static RuntimeClient of(RuntimeInstallation installation) {
    return new RuntimeClient(
        Path.of(System.getProperty("java.home")),
        concat(QUICK_START, installation.options()),
        Duration.ofSeconds(30));
  }

  /**
   * Invokes a function once.
   *
   * @param taskRoot what is {@code /var/task} on Lambda
   * @param handler the image's {@code CMD}
   * @param event JSON
   */
  public Outcome invoke(Path taskRoot, String handler, String event)
      throws IOException, InterruptedException {
    try (RuntimeApi api = RuntimeApi.start(event);
        RuntimeProcess client = start(api, options, taskRoot, handler)) {
      return outcome(api, client);
    }
  }

  /**
   * A client that starts in half the time.
   *
   * @param archive receives the classes that an invocation of this function loads
   */
  public RuntimeClient sharingClasses(Path archive, Path taskRoot, String handler)
      throws IOException, InterruptedException {
    List<String> writing = concat(options, List.of("-XX:ArchiveClassesAtExit=" + archive));
    try (RuntimeApi api = RuntimeApi.start("null");
        RuntimeProcess client = start(api, writing, taskRoot, handler)) {
      outcome(api, client);
      // Without a second event the client gives up, and the JVM comes to its own end.
      api.hangUp();
      client.process().waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
    return new RuntimeClient(
        javaHome, concat(options, List.of("-XX:SharedArchiveFile=" + archive)), timeout);
  }

  private RuntimeProcess start(
      RuntimeApi api, List<String> jvmOptions, Path taskRoot, String handler) throws IOException {
    return RuntimeProcess.start(javaHome, jvmOptions, taskRoot, handler, api.authority());
  }

  private Outcome outcome(RuntimeApi api, RuntimeProcess client)
      throws IOException, InterruptedException {
    CompletableFuture<Outcome> reported = api.outcome();
    try {
      CompletableFuture.anyOf(reported, client.process().onExit())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Outcome.error(Outcome.Kind.TIMEOUT, Optional.empty(), client.log());
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
    return reported.getNow(
        Outcome.error(Outcome.Kind.EXIT, Optional.of("Runtime.ExitError"), client.log()));
  }

  private static List<String> concat(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}

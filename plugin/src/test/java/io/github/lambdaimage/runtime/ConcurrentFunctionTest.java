package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.ScriptedRuntime.ScriptedLaunch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several invocations at once, in several runtimes and in one; and a runtime with SnapStart. */
@Timeout(120)
@Tag("slow")
class ConcurrentFunctionTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<String> output = new CopyOnWriteArrayList<>();

  @Test
  void oneRuntimeIsAtSeveralInvocationsWithItsThreads() throws Exception {
    try (RuntimeFunction function = function(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "3"))) {
      assertThat(function.concurrency()).isEqualTo(3);

      // None of them is answered before all three are there; twice, since none may be left over.
      for (int round = 0; round < 2; round++) {
        Set<String> processes = new HashSet<>();
        for (Answer answer : invoked(function, "meet", "meet", "meet")) {
          assertThat(answer.kind()).isEqualTo(Answer.Kind.RESPONSE);
          processes.add(answer.body().toString());
        }
        assertThat(processes).hasSize(1);
      }
    }
  }

  @Test
  void withItsEndAllThatItWasAtIsOver() throws Exception {
    try (RuntimeFunction function = function(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "3"))) {
      assertThat(invoked(function, "meet", "meet", "exit"))
          .extracting(Answer::kind)
          .containsOnly(Answer.Kind.EXIT);

      assertThat(invoked(function, "hello"))
          .extracting(Answer::kind)
          .containsExactly(Answer.Kind.RESPONSE);
    }
  }

  @Test
  void aRuntimeThatHasEndedMeanwhileIsNotAskedAgain() throws Exception {
    // With threads an invocation is over with its answer, so that the end comes after that.
    ScriptedLaunch launch = ScriptedLaunch.of(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"));
    try (RuntimeFunction function = new RuntimeFunction(launch, LONG, output::add)) {
      Answer left = invoked(function, "leave").get(0);
      assertThat(left.kind()).isEqualTo(Answer.Kind.RESPONSE);
      // The handle of a process learns of its end earlier than the process that Java has started.
      launch.answered().get(0).onExit().join();

      Answer next = invoked(function, "hello").get(0);
      assertThat(next.kind()).isEqualTo(Answer.Kind.RESPONSE);
      assertThat(next.initDuration()).isPresent();
    }
  }

  @Test
  void aPoolHasARuntimeForEachInvocation() throws Exception {
    LocalFunction one = function(Map.of());
    LocalFunction other = function(Map.of());
    try (FunctionPool pool = new FunctionPool(List.of(one, other))) {
      assertThat(pool.concurrency()).isEqualTo(2);
      assertThat(pool.start()).isPositive();

      Path file = folder.resolve("made");
      List<Answer> answers = invoked(pool, "wait " + file, "make " + file);

      assertThat(answers).extracting(Answer::kind).containsOnly(Answer.Kind.RESPONSE);
      assertThat(answers.get(0).body()).isNotEqualTo(answers.get(1).body());
      assertThat(answers).allSatisfy(it -> assertThat(it.initDuration()).isEmpty());
    }
    assertThatThrownBy(() -> one.invoke(invocation("hello")))
        .isInstanceOf(LambdaImageException.class);
  }

  @Test
  void theAddressTakesAsManyAsTheFunction() throws Exception {
    try (RuntimeFunction function = function(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"));
        LocalEndpoint endpoint = LocalEndpoint.start(0, function, output::add)) {
      List<Pending<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        answers.add(Pending.start("test", () -> post(endpoint.url(), "meet")));
      }
      for (Pending<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void withSnapStartTheRuntimeIsRestoredBeforeItsFirstInvocation() throws Exception {
    try (RuntimeFunction function =
        function(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))) {
      assertThat(invoked(function, "hello").get(0).isResponse()).isTrue();

      // The runtime's own lines come through a pipe, and may be later than the report.
      while (output.size() < 3) {
        Thread.sleep(10);
      }
      assertThat(output)
          .filteredOn(line -> line.startsWith("RESTORE_REPORT "))
          .singleElement()
          .asString()
          .matches("RESTORE_REPORT Restore Duration: \\d+\\.\\d\\d ms");
      assertThat(output)
          .filteredOn(line -> !line.startsWith("RESTORE_REPORT "))
          .containsExactly("before the snapshot", "after the restoration");
    }
  }

  @Test
  void hooksThatFailAreAFailedStart() throws Exception {
    for (String step : List.of("snapshot", "restoration")) {
      try (RuntimeFunction function =
          function(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "FAILING", step))) {
        Answer answer = invoked(function, "hello").get(0);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.INIT_ERROR);
        assertThat(answer.body().toString())
            .contains(step.equals("snapshot") ? "BeforeCheckpointError" : "AfterRestoreError");
      }
    }
  }

  @Test
  void aConcurrencyThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> function(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "many")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'AWS_LAMBDA_MAX_CONCURRENCY'", "'many'");
  }

  private RuntimeFunction function(Map<String, String> environment) throws LambdaImageException {
    return new RuntimeFunction(ScriptedLaunch.of(environment), LONG, output::add);
  }

  private static List<Answer> invoked(LocalFunction function, String... events) throws Exception {
    List<Pending<Answer>> pending = new ArrayList<>();
    for (String event : events) {
      pending.add(Pending.start("test", () -> function.invoke(invocation(event))));
    }
    List<Answer> answers = new ArrayList<>();
    for (Pending<Answer> answer : pending) {
      answers.add(answer.get());
    }
    return answers;
  }

  private static Invocation invocation(String event) throws LambdaImageException {
    return Invocation.of(Payload.of('"' + event + '"'));
  }

  private static int post(String url, String event) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofString('"' + event + '"'))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}

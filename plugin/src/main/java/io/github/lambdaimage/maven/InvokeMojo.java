package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import io.github.lambdaimage.runtime.Answer;
import io.github.lambdaimage.runtime.Event;
import io.github.lambdaimage.runtime.LocalFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Invokes the function in the image once, without a container engine: {@code mvn
 * lambda-image:invoke -Dlambda-image.event=event.json}. If the project has changed since the last
 * {@code build}, the image is built again first. The response goes to standard output, and nothing
 * else does with {@code -q}. An error of the function or a timeout fails the build.
 */
@Mojo(name = "invoke", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-use")
@SuppressWarnings("NullAway.Init") // Maven fills the parameters before it calls execute().
public class InvokeMojo extends LocalRunMojo {

  /**
   * The event: a file (relative to the project), JSON itself, or one of the kinds of events that
   * AWS's services send, such as {@code sqs}, with fields set as in {@code sqs?body=hello}. {@code
   * list} lists all kinds, and invokes nothing.
   */
  @Parameter(property = "lambda-image.event", defaultValue = "{}")
  private String event;

  /**
   * How often the function is started, one after the other, to measure its cold start. It is
   * invoked only once.
   */
  @Parameter(property = "lambda-image.coldStarts", defaultValue = "1")
  private int coldStarts;

  @Override
  void run(GoalContext context) throws LambdaImageException {
    if (Event.isList(event)) {
      context.console().result(Event.list());
    } else {
      super.run(context);
    }
  }

  @Override
  void run(GoalContext context, LocalImage image) throws LambdaImageException {
    InvokeRequest request = invokeRequest();
    InvocationReport report = new InvocationReport(context.console());
    LocalRun run = image.current();
    List<Duration> starts =
        with(
            run,
            function -> {
              Answer answer = function.invoke(request.invocation());
              report.answered(answer);
              return starts(function, request, answer);
            });
    if (request.coldStarts() == 1) {
      return;
    }
    if (run.usesCache()) {
      report.started(
          starts,
          with(
              image.withoutCache(),
              function -> starts(function, request, function.invoke(request.invocation()))));
    } else {
      report.started(starts);
    }
  }

  /** What to do with a started function. */
  @FunctionalInterface
  private interface Use {
    List<Duration> of(LocalFunction function) throws LambdaImageException, InterruptedException;
  }

  private static List<Duration> with(LocalRun run, Use use) throws LambdaImageException {
    AtExit exit = AtExit.run(run::close);
    try {
      return use.of(run.function());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException("Interrupted. Run it again.", e);
    } finally {
      exit.close();
    }
  }

  /** The request for the invocation. */
  InvokeRequest invokeRequest() throws LambdaImageException {
    return InvokeRequest.of(event, coldStarts, project.getBasedir().toPath());
  }

  private static List<Duration> starts(LocalFunction function, InvokeRequest request, Answer first)
      throws LambdaImageException, InterruptedException {
    List<Duration> starts = new ArrayList<>(first.initDuration().stream().toList());
    while (starts.size() < request.coldStarts()) {
      starts.add(function.start());
    }
    return starts;
  }
}

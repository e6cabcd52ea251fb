package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import io.github.lambdaimage.runtime.FunctionIdentity;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.maven.Maven;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Serves the function in the image on this machine until Ctrl-C, without a container engine: {@code
 * mvn lambda-image:run}. URL and responses are those of AWS's emulator ({@code
 * http://localhost:9000/2015-03-31/functions/function/invocations}), with one invocation at a time
 * by default. The function's output goes to Maven's output. Nothing is left behind.
 */
@Mojo(name = "run", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-use")
public class RunMojo extends LocalRunMojo {

  /** The port to listen on, reachable only from this machine; {@code 0} for any free port. */
  @Parameter(property = "lambda-image.port", defaultValue = "9000")
  private int port;

  /**
   * Builds the image again and restarts the function whenever the project's sources, classes or
   * resources, other files of the image, or the file with variables change. Sources, also of
   * modules that the project depends on, are compiled by the build's own plugins, as with {@code
   * mvn process-classes}.
   */
  @Parameter(property = "lambda-image.watch", defaultValue = "false")
  private boolean watch;

  /**
   * What stands in front of a web function on AWS: {@code http-v2} (HTTP API, function URL), {@code
   * http-v1} (REST API) or {@code alb} (Application Load Balancer). Every path except that of
   * invocations, such as {@code http://localhost:9000/orders/7}, reaches the function as the event
   * that the front would send, and the function's response becomes HTTP.
   */
  @Parameter(property = "lambda-image.front")
  private @Nullable String front;

  /**
   * How many invocations are answered at once, each in a runtime of its own, as on Lambda. While
   * all are busy, events and web requests wait, and other invocations are refused.
   */
  @Parameter(property = "lambda-image.concurrency", defaultValue = "1")
  private int concurrency;

  /**
   * How many invocations one runtime takes at once, with as many threads and one handler object, as
   * on Lambda Managed Instances. It sets {@code AWS_LAMBDA_MAX_CONCURRENCY}, which AWS's runtime
   * interface client reads from 2.9.0 on.
   */
  @Parameter(property = "lambda-image.threads")
  private @Nullable Integer threads;

  /** Needed only when something is to be compiled. */
  @Inject private Provider<Maven> maven;

  @Override
  void run(GoalContext context, LocalImage image) throws LambdaImageException {
    RunRequest request = runRequest();
    Optional<ProjectWatch> watched =
        request.watch()
            ? Optional.of(ProjectWatch.of(image, new SourceFolders(maven.get(), session, project)))
            : Optional.empty();
    LocalService service = new LocalService(image, context.console());
    AtExit exit = AtExit.run(service::close);
    try {
      service.start(request.port(), request.front());
      if (watched.isPresent()) {
        service.followChanges(watched.get());
      } else {
        service.awaitInterrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      context.console().info("Stopped.");
    } finally {
      exit.close();
    }
  }

  @Override
  int concurrency() {
    return concurrency;
  }

  @Override
  Map<String, String> own() throws LambdaImageException {
    Map<String, String> own = super.own();
    runRequest()
        .threads()
        .ifPresent(it -> own.put(FunctionIdentity.MAX_CONCURRENCY, Integer.toString(it)));
    return own;
  }

  /** The request for serving the function. */
  RunRequest runRequest() throws LambdaImageException {
    return RunRequest.of(port, watch, front, threads);
  }
}

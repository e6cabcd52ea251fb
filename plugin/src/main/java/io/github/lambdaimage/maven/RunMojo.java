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
 * Serves the function on this machine, out of the image, and needs no container engine: {@code mvn
 * lambda-image:run}, until Ctrl-C. The address and what it answers are those of AWS's emulator
 * ({@code http://localhost:9000/2015-03-31/functions/function/invocations}), one invocation at a
 * time unless told otherwise; the function's output goes to Maven's. Nothing is left behind.
 */
@Mojo(name = "run", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-use")
public class RunMojo extends LocalRunMojo {

  /** The port to listen on, reachable from this machine alone; {@code 0} for any that is free. */
  @Parameter(property = "lambda-image.port", defaultValue = "9000")
  private int port;

  /**
   * Builds the image anew and starts the function again whenever the project's sources, classes,
   * resources, other files of the image or file with variables change. Sources, those of modules
   * that the project depends on too, are compiled by the build's own plugins, as by {@code mvn
   * process-classes}.
   */
  @Parameter(property = "lambda-image.watch", defaultValue = "false")
  private boolean watch;

  /**
   * What stands before a web function on AWS: {@code http-v2} (HTTP API, function URL), {@code
   * http-v1} (REST API) or {@code alb} (Application Load Balancer). Any other path than that of
   * invocations, such as {@code http://localhost:9000/orders/7}, reaches the function as the event
   * that it would send, and the function's response becomes HTTP.
   */
  @Parameter(property = "lambda-image.front")
  private @Nullable String front;

  /**
   * How many invocations are answered at once, each by a runtime of its own, as on Lambda. As long
   * as all are busy, events and web requests wait, and other invocations are refused.
   */
  @Parameter(property = "lambda-image.concurrency", defaultValue = "1")
  private int concurrency;

  /**
   * How many invocations one runtime takes at once, with so many threads and one handler object, as
   * on Lambda Managed Instances. It sets {@code AWS_LAMBDA_MAX_CONCURRENCY}, which AWS's runtime
   * interface client reads from 2.9.0 on.
   */
  @Parameter(property = "lambda-image.threads")
  private @Nullable Integer threads;

  /** Asked for only when something is to be compiled. */
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

  /** How the function shall be served. */
  RunRequest runRequest() throws LambdaImageException {
    return RunRequest.of(port, watch, front, threads);
  }
}

package io.github.lambdaimage.startup;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import io.github.lambdaimage.runtime.Answer;
import io.github.lambdaimage.runtime.Invocation;
import io.github.lambdaimage.runtime.Launch;
import io.github.lambdaimage.runtime.ProgramOfImage;
import io.github.lambdaimage.runtime.RuntimeFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts of an image in which its JVM records what it loads. */
final class Recording {

  /** For a start, and for an event: even an emulated machine is faster. */
  private static final Duration FOR_A_STEP = Duration.ofMinutes(3);

  /** For what a JVM writes in the end. */
  private static final Duration FOR_THE_END = Duration.ofMinutes(10);

  private static final String CACHE = "startup.aot";
  private static final String CLASSES = "classes.txt";
  private static final String ARCHIVE = "startup.jsa";

  private final TrainedImage image;
  private final TrainingLog log;

  Recording(TrainedImage image, TrainingLog log) {
    this.image = image;
    this.log = log;
  }

  /** Makes an AOT cache, which the JVM writes by itself at its end. */
  Path cache(List<TrainingEvent> events) throws LambdaImageException {
    return record(StartupMode.AOT, events, CACHE);
  }

  /** Makes an archive of the classes that a first JVM has loaded. */
  Path archive(List<TrainingEvent> events) throws LambdaImageException {
    Path unused = record(StartupMode.LIST, events, CLASSES);
    TrainingOutput output = new TrainingOutput();
    int status;
    try {
      status = ProgramOfImage.run(image.launch(StartupMode.DUMP), FOR_THE_END, output);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return made(ARCHIVE, output, "ended with exit status " + status);
  }

  /** Starts the function, and ends it again. */
  Duration start(StartupMode mode) throws LambdaImageException {
    TrainingOutput output = new TrainingOutput();
    RuntimeFunction function = function(mode, output);
    AtExit exit = AtExit.run(function::close);
    try {
      return started(function, output);
    } finally {
      exit.close();
    }
  }

  /**
   * Records with the events. An event that ends the runtime leaves nothing written: then it is
   * repeated without that event.
   */
  private Path record(StartupMode mode, List<TrainingEvent> events, String file)
      throws LambdaImageException {
    List<TrainingEvent> left = new ArrayList<>(events);
    TrainingOutput output = new TrainingOutput();
    while (true) {
      Optional<TrainingEvent> deadly = record(mode, left, output);
      if (deadly.isEmpty()) {
        return made(file, output, "has ended");
      }
      left.remove(deadly.get());
    }
  }

  private Optional<TrainingEvent> record(
      StartupMode mode, List<TrainingEvent> events, TrainingOutput output)
      throws LambdaImageException {
    RuntimeFunction function = function(mode, output);
    AtExit exit = AtExit.run(function::close);
    try {
      Duration unused = started(function, output);
      for (TrainingEvent event : events) {
        Answer answer = function.invoke(Invocation.of(event.payload()));
        if (!answer.isResponse()) {
          log.warn(
              "The training event '%s' failed; what the function would have loaded is not in the startup cache:\n%s%s"
                  .formatted(event.name(), answer.stackTrace().stripTrailing(), output.told()));
        }
        if (answer.exited() || answer.kind() == Answer.Kind.TIMEOUT) {
          return Optional.of(event);
        }
      }
      if (!function.terminate(FOR_THE_END)) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(new InterruptedException());
        }
        throw new LambdaImageException(
            "<startupCache>: the function's JVM has not ended %s minutes after it was told to (SIGTERM), and writes no cache before. See what in the function keeps it, such as a shutdown hook.%s"
                .formatted(FOR_THE_END.toMinutes(), output.told()));
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      exit.close();
    }
  }

  private RuntimeFunction function(StartupMode mode, TrainingOutput output) {
    Launch launch = image.launch(mode);
    return new RuntimeFunction(launch, FOR_A_STEP, output);
  }

  private Duration started(RuntimeFunction function, TrainingOutput output)
      throws LambdaImageException {
    try {
      return function.start();
    } catch (LambdaImageException e) {
      throw new LambdaImageException(
          "<startupCache>: the function does not start on this machine. %s\nWhat it needs at its start has to be there without AWS credentials.%s"
              .formatted(String.valueOf(e.getMessage()).stripTrailing(), output.told()),
          e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Path made(String name, TrainingOutput output, String end) throws LambdaImageException {
    Path file = image.made().resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new LambdaImageException(
          "<startupCache>: the image's JVM %s and has written no cache. The base has to start AWS's runtime interface client through AWS_LAMBDA_EXEC_WRAPPER, as AWS's own bases do.%s"
              .formatted(end, output.told()));
    }
    return file;
  }

  private static LambdaImageException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new LambdaImageException("Interrupted. Run it again.", e);
  }
}

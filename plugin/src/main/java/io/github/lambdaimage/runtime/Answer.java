package io.github.lambdaimage.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of an invocation.
 *
 * @param body the function's response, or an error document in Lambda's form
 * @param exited whether the runtime's process ended with it, so that the next invocation starts
 *     another
 * @param duration from handing out the event to the response
 * @param initDuration from the start of the process until it asked for its first event, if this
 *     invocation started it
 * @param peakMemory of the process so far, in bytes; 0 if it is not known
 * @param log the end of what the function printed
 */
public record Answer(
    Kind kind,
    Payload body,
    boolean exited,
    Duration duration,
    Optional<Duration> initDuration,
    long peakMemory,
    String log) {

  /** How an invocation ends. */
  public enum Kind {
    RESPONSE,
    /** The function threw an exception, or its handler cannot be called. */
    FUNCTION_ERROR,
    /** The runtime reported an error before it asked for an event. */
    INIT_ERROR,
    /** The runtime's process exited without reporting anything. */
    EXIT,
    TIMEOUT
  }

  static Answer of(Kind kind, Payload body, Duration duration) {
    return new Answer(kind, body, false, duration, Optional.empty(), 0, "");
  }

  /** The same result of a runtime that exited with it. */
  Answer withExit() {
    return new Answer(kind, body, true, duration, initDuration, peakMemory, log);
  }

  Answer withPeakMemory(long bytes) {
    return new Answer(kind, body, exited, duration, initDuration, bytes, log);
  }

  Answer withInitDuration(Optional<Duration> init) {
    return new Answer(kind, body, exited, duration, init, peakMemory, log);
  }

  Answer withLog(String text) {
    return new Answer(kind, body, exited, duration, initDuration, peakMemory, text);
  }

  public boolean isResponse() {
    return kind == Kind.RESPONSE;
  }

  /** The HTTP status that AWS's emulator sends. */
  int status() {
    return kind == Kind.INIT_ERROR || kind == Kind.EXIT || (exited && kind != Kind.TIMEOUT)
        ? 502
        : 200;
  }

  /** The error for people: the function's own stack trace, if it has one. */
  public String stackTrace() {
    return Failure.stackTrace(body);
  }
}

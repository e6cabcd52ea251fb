package io.github.lambdaimage.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of an invocation.
 *
 * @param body the function's response, or an error document as Lambda has it
 * @param exited whether the runtime's process ended with it, so that the next invocation starts
 *     another
 * @param duration from handing the event out to the answer
 * @param initDuration from the start of the process until it asked for its first event, if this
 *     invocation needed one
 * @param peakMemory of the process so far, in bytes; 0 where it is not known
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
    /** The function threw something, or its handler cannot be called. */
    FUNCTION_ERROR,
    /** The runtime gave up before it asked for an event. */
    INIT_ERROR,
    /** The runtime's process ended without a word. */
    EXIT,
    TIMEOUT
  }

  static Answer of(Kind kind, Payload body, Duration duration) {
    return new Answer(kind, body, false, duration, Optional.empty(), 0, "");
  }

  /** The same of a runtime that ended with it. */
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

  /** The HTTP status that AWS's emulator gives it. */
  int status() {
    return kind == Kind.INIT_ERROR || kind == Kind.EXIT || (exited && kind != Kind.TIMEOUT)
        ? 502
        : 200;
  }

  /** The error as people read it: the function's own stack trace, if it has one. */
  public String stackTrace() {
    return Failure.stackTrace(body);
  }
}

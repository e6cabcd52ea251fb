package io.github.lambdaimage.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The lines that Lambda itself logs about an invocation. */
final class InvocationLog {

  private final String requestId;
  private final FunctionIdentity identity;
  private final Consumer<String> log;
  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();

  InvocationLog(String requestId, FunctionIdentity identity, Consumer<String> log) {
    this.requestId = requestId;
    this.identity = identity;
    this.log = log;
  }

  void started() {
    write(before, "START RequestId: " + requestId + " Version: " + identity.version());
  }

  /** Logs a runtime that was killed, which it could not log itself. */
  void ended(Answer answer) {
    if (answer.kind() == Answer.Kind.EXIT || answer.kind() == Answer.Kind.TIMEOUT) {
      write(after, answer.stackTrace());
    }
    write(after, "END RequestId: " + requestId);
    write(after, ReportLine.of(requestId, answer, identity.memorySize()));
  }

  /** The complete log, including what the function printed. */
  List<String> with(String printed) {
    List<String> all = new ArrayList<>(before);
    all.add(printed);
    all.addAll(after);
    return all;
  }

  private void write(List<String> lines, String line) {
    lines.add(line + "\n");
    log.accept(line);
  }
}

package io.github.lambdaimage.maven;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Remarks on what is decided for the user, each logged only once. */
final class Remarks {

  private final Consumer<String> log;
  private final Set<String> said = new HashSet<>();

  Remarks(Consumer<String> log) {
    this.log = log;
  }

  synchronized void say(String remark) {
    if (said.add(remark)) {
      log.accept(remark);
    }
  }
}

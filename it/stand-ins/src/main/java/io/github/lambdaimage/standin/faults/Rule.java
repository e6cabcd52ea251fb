package io.github.lambdaimage.standin.faults;

import io.github.lambdaimage.standin.registry.Request;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One fault at one step, the first so many times. */
final class Rule {

  private final String repository;
  private final Step step;
  private final Fault fault;
  private final int times;
  private final AtomicInteger strikes = new AtomicInteger();
  private final AtomicReference<@Nullable String> firstTag = new AtomicReference<>();

  Rule(String repository, Step step, Fault fault, int times) {
    this.repository = repository;
    this.step = step;
    this.fault = fault;
    this.times = times;
  }

  String repository() {
    return repository;
  }

  Fault fault() {
    return fault;
  }

  int strikes() {
    return strikes.get();
  }

  /** Whether the request makes the step of this rule. */
  boolean isFor(Target target, Request request) {
    if (!target.repository().equals(repository)) {
      return false;
    }
    String query = request.uri().getRawQuery();
    boolean withQuery = query != null && request.method().equals("POST");
    String text = request.method() + " " + target.rest() + (withQuery ? "?" + query : "");
    return step.matches(text) && isRightTag(text);
  }

  /** Whether the fault strikes once more; if so, that is counted. */
  boolean strike() {
    return strikes.getAndUpdate(count -> Math.min(count + 1, times)) < times;
  }

  private boolean isRightTag(String put) {
    if (step != Step.MANIFEST && step != Step.TAG) {
      return true;
    }
    firstTag.compareAndSet(null, put);
    return put.equals(firstTag.get()) == (step == Step.MANIFEST);
  }
}

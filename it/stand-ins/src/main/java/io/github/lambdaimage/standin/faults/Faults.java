package io.github.lambdaimage.standin.faults;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Faults that a registry stands behind: {@code RegistryServer.builder().behind(faults)}.
 *
 * <p>They strike before the registry asks for a password. Rules can be added while it runs.
 */
public final class Faults implements UnaryOperator<Endpoint> {

  /** How often a lasting fault strikes. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /**
   * Lets a fault strike at the next so many requests that make a step; which tag is the first one
   * is counted from now on.
   */
  public Faults at(String repository, Step step, Fault fault, int times) {
    rules.add(new Rule(repository, step, fault, times));
    return this;
  }

  /** How often faults struck in a repository. */
  public int strikes(String repository) {
    return rules.stream()
        .filter(rule -> rule.repository().equals(repository))
        .mapToInt(Rule::strikes)
        .sum();
  }

  @Override
  public Endpoint apply(Endpoint registry) {
    return request -> answer(request, registry);
  }

  private Response answer(Request request, Endpoint registry) throws IOException {
    Optional<Fault> fault = Target.of(request).flatMap(target -> striking(target, request));
    return fault.isPresent() ? fault.get().strike(request, registry) : registry.answer(request);
  }

  private Optional<Fault> striking(Target target, Request request) {
    // Every rule sees every request, to learn which tag comes first; one of them strikes.
    return rules.stream().filter(rule -> rule.isFor(target, request)).toList().stream()
        .filter(Rule::strike)
        .findFirst()
        .map(Rule::fault);
  }
}

package io.github.lambdaimage.standin.registry;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What may be done with a repository: {@code repository:<name>:pull,push}. */
record Scope(String repository, Set<String> actions) {

  static Scope of(String repository, String actions) {
    return new Scope(repository, new TreeSet<>(Set.of(actions.split(","))));
  }

  static Scope parse(String text) {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    if (!text.startsWith("repository:") || first == last) {
      throw new RegistryException(400, "UNSUPPORTED", "Not a scope: '" + text + "'");
    }
    return of(text.substring(first + 1, last), text.substring(last + 1));
  }

  static boolean cover(Collection<Scope> granted, Collection<Scope> needed) {
    return needed.stream().allMatch(need -> granted.stream().anyMatch(has -> has.covers(need)));
  }

  static String join(Collection<Scope> scopes) {
    return scopes.stream().map(Scope::toString).sorted().collect(joining(" "));
  }

  private boolean covers(Scope need) {
    return repository.equals(need.repository) && actions.containsAll(need.actions);
  }

  @Override
  public String toString() {
    return "repository:" + repository + ":" + String.join(",", actions);
  }
}

package io.github.lambdaimage.check;

import java.util.List;

/**
 * What can be the handler of a function whose user names none.
 *
 * @param handlers of which one is taken where there is no other
 * @param possible those of frameworks that are there, where nobody can tell whether a module of a
 *     build is a function or a library
 */
public record HandlerChoice(List<String> handlers, List<String> possible) {

  /** Nothing. */
  public static final HandlerChoice NONE = of(List.of());

  /** Handlers that are known. */
  public static HandlerChoice of(List<String> handlers) {
    return new HandlerChoice(handlers, List.of());
  }

  /** Those that it is only if the user says so. */
  static HandlerChoice onlyIfSaid(List<String> possible) {
    return new HandlerChoice(List.of(), possible);
  }
}

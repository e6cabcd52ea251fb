package io.github.lambdaimage.check;

import java.util.List;

/**
 * The possible handlers of a function without a configured one.
 *
 * @param handlers of which a single one is used
 * @param possible those of frameworks, if it is not known whether a module of a build is a function
 *     or a library
 */
public record HandlerChoice(List<String> handlers, List<String> possible) {

  /** No handler. */
  public static final HandlerChoice NONE = of(List.of());

  /** Handlers of a function. */
  public static HandlerChoice of(List<String> handlers) {
    return new HandlerChoice(handlers, List.of());
  }

  /** Handlers that count only if the user configures one. */
  static HandlerChoice onlyIfSaid(List<String> possible) {
    return new HandlerChoice(List.of(), possible);
  }
}

package io.github.lambdaimage.registry;

import java.io.IOException;

/** Failures of registries, for tests of what explains them. */
public final class Refusals {

  private Refusals() {}

  /** The failure of an answer, with the usual advice. */
  public static RegistryException of(RegistryException.Answer answer) {
    return new RegistryException("It was refused", "Usual advice.", answer);
  }

  /** The failure to get an answer. */
  public static RegistryException unanswered() {
    return new RegistryException("It was not sent", "Usual advice.", new IOException("gone"));
  }
}

package io.github.lambdaimage.check;

/** The checks, by the names that users call them. */
public enum Check {
  /** Whether the runtime will find and can call the handler. */
  HANDLER("handler", Level.FAIL);

  private final String userName;
  private final Level usual;

  Check(String userName, Level usual) {
    this.userName = userName;
    this.usual = usual;
  }

  /** What a mistake means, unless the user says otherwise. */
  Level usual() {
    return usual;
  }

  @Override
  public String toString() {
    return userName;
  }
}

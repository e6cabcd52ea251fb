package io.github.lambdaimage.base;

/** The role of an image for a function, in the words of messages. */
public enum ImageRole {
  /** The image that the function's image is based on. */
  BASE("base image", "a base", "base", "<from>"),
  /** An image that files are copied from. */
  COPIED("image", "an image", "image", "<image>");

  private final String what;
  private final String one;
  private final String noun;
  private final String element;

  ImageRole(String what, String one, String noun, String element) {
    this.what = what;
    this.one = one;
    this.noun = noun;
    this.element = element;
  }

  /** {@code base image}, or {@code image}. */
  public String what() {
    return what;
  }

  /** {@code a base}, or {@code an image}. */
  public String one() {
    return one;
  }

  /** {@code another base}, or {@code another image}. */
  public String another() {
    return "another " + noun;
  }

  /** The element with which the user names it. */
  public String element() {
    return element;
  }

  /** What to do if it is damaged. */
  public String cure() {
    return "Name %s in %s, or have it pushed again.".formatted(another(), element);
  }
}

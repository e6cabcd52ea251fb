package io.github.lambdaimage.namespace;

/**
 * Why an image cannot run in a namespace here.
 *
 * @param why the end of a sentence
 * @param cure a sentence of its own, without its full stop
 */
public record Hindrance(String why, String cure) {

  @Override
  public String toString() {
    return why + ". " + cure;
  }
}

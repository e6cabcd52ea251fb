package io.github.lambdaimage.registry;

import io.github.lambdaimage.oci.Descriptor;

/** The result of publishing a blob. */
public record PublishedBlob(Descriptor blob, Outcome outcome) {

  /** How a blob got there. */
  public enum Outcome {
    UPLOADED("uploaded"),
    MOUNTED("mounted"),
    ALREADY_THERE("already there");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}

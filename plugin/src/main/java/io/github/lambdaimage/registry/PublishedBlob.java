package io.github.lambdaimage.registry;

import io.github.lambdaimage.oci.Descriptor;

/** What became of a blob at its destination. */
public record PublishedBlob(Descriptor blob, Outcome outcome) {

  /** How a blob came to be there. */
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

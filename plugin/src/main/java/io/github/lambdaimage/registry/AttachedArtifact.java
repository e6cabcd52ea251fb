package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.AttachedDocument;

/**
 * The result of attaching a document.
 *
 * @param size in bytes
 * @param outcome how it is found there
 */
public record AttachedArtifact(AttachedDocument document, long size, Outcome outcome) {

  /** How a document was attached to its image. */
  public enum Outcome {
    ATTACHED("attached"),
    /** The registry has no list of referrers, so a tag leads to it. */
    ATTACHED_BY_TAG("attached by a tag"),
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

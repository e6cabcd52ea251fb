package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.AttachedDocument;

/**
 * What became of a document that was to lie beside an image.
 *
 * @param size in bytes
 * @param outcome how it is found there
 */
public record AttachedArtifact(AttachedDocument document, long size, Outcome outcome) {

  /** How a document came to be beside its image. */
  public enum Outcome {
    ATTACHED("attached"),
    /** The registry has no list of what belongs to an image, so that a tag leads to it. */
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

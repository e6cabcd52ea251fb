package io.github.lambdaimage.standin.hostile;

/** What a build asks the registry of its base for. */
public enum Part {
  /** The digest of what the tag stands for, by HEAD. */
  TAG,
  /** What the tag stands for, by GET: asked for where the digest was not answered. */
  TAG_CONTENT,
  /** The index, by its digest. */
  INDEX,
  MANIFEST,
  CONFIG,
  LAYER,
  /** A token, where another answer sends for one. */
  TOKEN
}

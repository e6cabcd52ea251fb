package io.github.lambdaimage.registry;

/**
 * What a registry gives out beside layers, and how long that may be: who sends more is no registry,
 * and what it sends would fill the memory. The limits are those of Podman and Skopeo.
 */
enum Document {
  /** A manifest or index; the distribution specification has a registry take as much. */
  MANIFEST("manifest", 4),
  CONFIG("config", 4),
  /** What a token service answers; a token goes into a header. */
  TOKEN("token", 1);

  private static final int MIB = 1024 * 1024;

  private final String words;
  private final int longest;

  Document(String words, int mebibytes) {
    this.words = words;
    this.longest = mebibytes * MIB;
  }

  /** In bytes. */
  int longest() {
    return longest;
  }

  @Override
  public String toString() {
    return words;
  }
}

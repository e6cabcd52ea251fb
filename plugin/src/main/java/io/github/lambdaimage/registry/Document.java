package io.github.lambdaimage.registry;

/**
 * The documents of registries besides layers, and their largest sizes: a larger one does not come
 * from a registry, and would fill the memory. The limits are those of Podman and Skopeo.
 */
enum Document {
  /**
   * A manifest or index; OCI's distribution specification requires registries to accept this much.
   */
  MANIFEST("manifest", 4),
  CONFIG("config", 4),
  /** The answer of a token service; a token must fit into a header. */
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

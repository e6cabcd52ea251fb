package io.github.lambdaimage.base;

/**
 * The uncompressed size of layers.
 *
 * @param bytes at least
 * @param exact whether it is exact: a gzip trailer counts modulo 4 GiB, and only its own member
 */
public record UnpackedSize(long bytes, boolean exact) {

  private static final long MODULUS = 1L << 32;

  /**
   * Below this size, a gzip member of 4 GiB would have to be compressed to a sixteenth, which
   * programs and libraries are not.
   */
  private static final long SURELY_BELOW_MODULUS = MODULUS / 16;

  /** No bytes. */
  public static final UnpackedSize NONE = new UnpackedSize(0, true);

  /**
   * What the last four bytes of a gzip member say, a count modulo 4 GiB.
   *
   * @param compressed size of the member in bytes
   * @param trailer the count
   * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1">ISIZE in RFC 1952</a>
   */
  public static UnpackedSize ofGzip(long compressed, long trailer) {
    boolean below = compressed < SURELY_BELOW_MODULUS;
    if (isSmaller(trailer, compressed) && (below || trailer == 0)) {
      // There are several members, and this is only the last; the last one of an eStargz is empty.
      return new UnpackedSize(compressed, false);
    }
    long bytes = trailer;
    if (isSmaller(bytes, compressed)) {
      // Not in a loop: the size in a manifest may be any number.
      long missing = compressed - compressed / 1000 - 1024 - bytes;
      bytes += Math.max(missing / MODULUS, 0) * MODULUS;
    }
    while (isSmaller(bytes, compressed)) {
      bytes += MODULUS;
    }
    return new UnpackedSize(bytes, below);
  }

  /**
   * Whether it is smaller than compression allows: compression adds next to nothing to
   * incompressible data.
   */
  private static boolean isSmaller(long bytes, long compressed) {
    return bytes < compressed - 1024 - bytes / 1000;
  }

  public UnpackedSize plus(UnpackedSize other) {
    return new UnpackedSize(bytes + other.bytes, exact && other.exact);
  }
}

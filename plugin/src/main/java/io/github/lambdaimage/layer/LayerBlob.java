package io.github.lambdaimage.layer;

import io.github.lambdaimage.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The digests and sizes of a packed layer.
 *
 * @param diffId digest of the uncompressed tar stream
 * @param digest digest of the compressed blob
 * @param size of the blob in bytes
 * @param uncompressedSize of the tar stream in bytes
 */
public record LayerBlob(Digest diffId, Digest digest, long size, long uncompressedSize) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LayerBlob blob
        && diffId.equals(blob.diffId)
        && digest.equals(blob.digest)
        && size == blob.size
        && uncompressedSize == blob.uncompressedSize;
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}

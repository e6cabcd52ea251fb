package io.github.lambdaimage.image;

import io.github.lambdaimage.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A document attached to an image, beside it in its repository.
 *
 * @param name of its file
 * @param type its media type
 * @param digest of the manifest that ties it to the image
 * @param content digest of the document itself
 */
public record AttachedDocument(String name, String type, Digest digest, Digest content) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AttachedDocument it
        && name.equals(it.name)
        && type.equals(it.type)
        && digest.equals(it.digest)
        && content.equals(it.content);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}

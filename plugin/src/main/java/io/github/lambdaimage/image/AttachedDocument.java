package io.github.lambdaimage.image;

import io.github.lambdaimage.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A document that lies beside an image in its repository.
 *
 * @param name of its file
 * @param type what it is, as a media type
 * @param digest of the manifest that says which image it belongs to
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

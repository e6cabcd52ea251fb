package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;
import org.jspecify.annotations.Nullable;

/**
 * Describes a blob or manifest: its type, its digest and its size.
 *
 * @param mediaType empty if the descriptor has none
 * @param size in bytes
 */
public record Descriptor(String mediaType, Digest digest, long size) {

  /** RFC 6838: a type and a subtype of up to 127 characters each. */
  private static final int LONGEST_MEDIA_TYPE = 255;

  private static final String IN_MEDIA_TYPES = "/+-.!#$&^_";

  public static Descriptor of(String mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length);
  }

  /**
   * Parses a descriptor that somebody else has written.
   *
   * @param what what it describes, in a message's words, such as {@code The config in the manifest
   *     of 'x'}
   * @param cure a sentence that says what to do if it is damaged
   * @throws LambdaImageException when its digest or its size is not valid
   */
  public static Descriptor parse(JsonObject json, String what, String cure)
      throws LambdaImageException {
    String digest = json.text("digest");
    if (digest == null || !Digest.isDigest(digest)) {
      throw new LambdaImageException(
          json.has("digest")
              ? "%s has the digest '%s', which is not a valid digest. %s"
                  .formatted(what, json.shown("digest"), cure)
              : "%s has no digest. %s".formatted(what, cure));
    }
    Long size = json.wholeNumber("size");
    if (size == null || size < 0) {
      throw new LambdaImageException(
          json.has("size")
              ? "%s has the size '%s', which is not a valid number of bytes. %s"
                  .formatted(what, json.shown("size"), cure)
              : "%s has no size. %s".formatted(what, cure));
    }
    if (json.has("mediaType") && !isMediaType(json.text("mediaType"))) {
      throw new LambdaImageException(
          "%s has the media type '%s', which is not a valid one. %s"
              .formatted(what, json.shown("mediaType"), cure));
    }
    return new Descriptor(json.text("mediaType", ""), Digest.parse(digest), size);
  }

  /** Whether a text has the characters and the length of a media type. */
  static boolean isMediaType(@Nullable String text) {
    if (text == null || text.length() > LONGEST_MEDIA_TYPE) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9');
      if (!plain && IN_MEDIA_TYPES.indexOf(letter) < 0) {
        return false;
      }
    }
    return true;
  }

  public JsonObject json() {
    return JsonObject.empty()
        .with("mediaType", mediaType)
        .with("size", size)
        .with("digest", digest.toString());
  }

  /** Written out, as every build compares descriptors: a record's own takes 10 ms to link. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Descriptor descriptor
        && mediaType.equals(descriptor.mediaType)
        && digest.equals(descriptor.digest)
        && size == descriptor.size;
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}

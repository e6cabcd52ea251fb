package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;

/**
 * Names a blob or manifest: what it is, its digest and its size.
 *
 * @param size in bytes
 */
public record Descriptor(String mediaType, Digest digest, long size) {

  public static Descriptor of(String mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length);
  }

  public static Descriptor parse(JsonObject json) throws LambdaImageException {
    return new Descriptor(
        String.valueOf(json.text("mediaType")),
        Digest.parse(String.valueOf(json.text("digest"))),
        json.number("size", 0));
  }

  public JsonObject json() {
    return JsonObject.empty()
        .with("mediaType", mediaType)
        .with("size", size)
        .with("digest", digest.toString());
  }
}

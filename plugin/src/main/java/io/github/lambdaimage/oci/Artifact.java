package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;

/**
 * A document attached to an image, beside it in a registry: a bill of materials, a statement of
 * where the image comes from.
 */
public final class Artifact {

  private static final int LONGEST_SHOWN = 120;

  private final String type;
  private final String mediaType;
  private final String name;
  private final byte[] content;
  private final Descriptor descriptor;

  private Artifact(String type, String mediaType, String name, byte[] content) {
    this.type = type;
    this.mediaType = mediaType;
    this.name = name;
    this.content = content;
    this.descriptor = Descriptor.of(mediaType, content);
  }

  /**
   * A document.
   *
   * @param type the media type by which others look for it
   * @param mediaType of the bytes
   * @param name of the file
   */
  public static Artifact of(String type, String mediaType, String name, byte[] content) {
    return new Artifact(type, mediaType, name, content.clone());
  }

  /**
   * Checks a media type.
   *
   * @param element where the user wrote it
   * @throws LambdaImageException when it is not valid
   */
  public static String type(String element, String text) throws LambdaImageException {
    String type = text.strip();
    int slash = type.indexOf('/');
    if (slash <= 0
        || slash == type.length() - 1
        || type.indexOf('/', slash + 1) >= 0
        || !Descriptor.isMediaType(type)) {
      throw new LambdaImageException(
          "<%s> '%s' is not a media type. Write it as in 'application/vnd.cyclonedx+json', without parameters."
              .formatted(element, Quotation.of(text, LONGEST_SHOWN)));
    }
    return type;
  }

  public String type() {
    return type;
  }

  public String mediaType() {
    return mediaType;
  }

  public String name() {
    return name;
  }

  public byte[] content() {
    return content.clone();
  }

  /** The same document with other bytes. */
  public Artifact with(byte[] other) {
    return of(type, mediaType, name, other);
  }

  /** Describes the bytes as a blob. */
  Descriptor descriptor() {
    return descriptor;
  }
}

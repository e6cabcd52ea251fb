package io.github.lambdaimage.content;

/**
 * A file in a jar, or one of the function that is in none.
 *
 * @param name relative to the jar, {@code /} between names; the absolute place in the image for a
 *     file in no jar
 * @param size in bytes, without compression
 * @param crc CRC-32 of the bytes; with the size, it tells two of them apart
 */
public record Member(String name, long size, long crc) {

  public boolean isClass() {
    return name.endsWith(".class");
  }
}

package io.github.lambdaimage.content;

/**
 * A file in a jar, or a file of the function outside of jars.
 *
 * @param name relative to the jar, with {@code /}; outside of jars, the absolute path in the image
 * @param size in bytes, uncompressed
 * @param crc CRC-32 of the bytes; together with the size, it tells two files apart
 */
public record Member(String name, long size, long crc) {

  public boolean isClass() {
    return name.endsWith(".class");
  }
}

package io.github.lambdaimage.content;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files in a part of the function; those of a known jar are read only when needed. */
final class TableOfContents {

  private final Reader reader;
  private @Nullable String digest;
  private @Nullable List<Member> members;

  @FunctionalInterface
  interface Reader {
    List<Member> read() throws LambdaImageException;
  }

  private TableOfContents(@Nullable String digest, Reader reader, @Nullable List<Member> members) {
    this.digest = digest;
    this.reader = reader;
    this.members = members;
  }

  static TableOfContents of(List<Member> members) {
    List<Member> copy = List.copyOf(members);
    return new TableOfContents(null, () -> copy, copy);
  }

  /** A table that was read before. */
  static TableOfContents known(String digest, Reader reader) {
    return new TableOfContents(digest, reader, null);
  }

  /** A digest of the names, sizes and CRC-32 of all files. */
  synchronized String digest() throws LambdaImageException {
    if (digest == null) {
      digest = digest(members());
    }
    return digest;
  }

  synchronized List<Member> members() throws LambdaImageException {
    if (members == null) {
      members = reader.read();
    }
    return members;
  }

  private static String digest(List<Member> members) {
    MessageDigest digest = Digest.newMessageDigest();
    for (Member member : members) {
      String line = member.name() + '\0' + member.size() + '\0' + member.crc() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Digest.of(digest).hex();
  }
}

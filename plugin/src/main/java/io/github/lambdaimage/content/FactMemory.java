package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Remembers the facts of jars by what is in them: wherever a jar lies and whenever it was made, the
 * same files have the same facts.
 */
final class FactMemory {

  /** Raise it with every change to what is looked for. */
  private static final int FORM = 3;

  private final Remembered<Facts> jars;

  FactMemory(CacheDirectory cache) {
    this.jars = new Remembered<>(cache, "jars", FORM, Facts::text, Facts::parse);
  }

  /** The facts of a jar with these files; nothing if it was not seen before. */
  Optional<Facts> find(List<Member> members) {
    return Optional.ofNullable(jars.find(key(members)));
  }

  /** Remembers the facts of a jar with these files. */
  void keep(List<Member> members, Facts facts) {
    jars.keep(key(members), facts);
  }

  private static String key(List<Member> members) {
    MessageDigest digest = Digest.newMessageDigest();
    for (Member member : members) {
      String line = member.name() + '\0' + member.size() + '\0' + member.crc() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Digest.of(digest).hex();
  }
}

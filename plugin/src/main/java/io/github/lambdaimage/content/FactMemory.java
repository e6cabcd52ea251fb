package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Remembers the facts of jars by what is in them: wherever a jar lies and whenever it was made, the
 * same files have the same facts.
 */
final class FactMemory {

  private static final String KIND = "jars";

  private final CacheDirectory cache;

  FactMemory(CacheDirectory cache) {
    this.cache = cache;
  }

  /**
   * The facts of a jar with these files; nothing if it was not seen before.
   *
   * @throws LambdaImageException when the cache cannot be used
   */
  Optional<Facts> find(List<Member> members) throws LambdaImageException {
    Path file = file(members);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Facts facts;
    try {
      facts = Facts.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      // Of another version, or damaged: they will be found out and written anew.
      return Optional.empty();
    }
    try {
      cache.touch(file);
      return Optional.of(facts);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Remembers the facts of a jar with these files.
   *
   * @throws LambdaImageException when the cache cannot be written
   */
  void keep(List<Member> members, Facts facts) throws LambdaImageException {
    Path file = file(members);
    try {
      cache.write(file, facts.bytes());
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private Path file(List<Member> members) {
    MessageDigest digest = Digest.newMessageDigest();
    for (Member member : members) {
      String line = member.name() + '\0' + member.size() + '\0' + member.crc() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return cache.file(KIND, Digest.of(digest).hex());
  }

  private static LambdaImageException unusable(Path file, IOException e) {
    return new LambdaImageException(
        "The cache file '%s' cannot be used: %s. Delete it, or make its directory writable."
            .formatted(file, Reason.of(e)),
        e);
  }
}

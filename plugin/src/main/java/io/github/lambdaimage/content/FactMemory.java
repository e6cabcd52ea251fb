package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/**
 * Remembers the facts of jars by their content: wherever a jar is and whenever it was made, the
 * same files have the same facts.
 */
final class FactMemory {

  private final Remembered<Facts> jars;

  FactMemory(CacheDirectory cache) {
    this.jars = new Remembered<>(cache, "jars", Facts.FORM, Facts::text, Facts::parse);
  }

  /** The facts of a jar with these files; empty if it was not seen before. */
  Optional<Facts> find(TableOfContents table) throws LambdaImageException {
    return Optional.ofNullable(jars.find(table.digest()));
  }

  /** Remembers the facts of a jar with these files. */
  void keep(TableOfContents table, Facts facts) throws LambdaImageException {
    jars.keep(table.digest(), facts);
  }
}

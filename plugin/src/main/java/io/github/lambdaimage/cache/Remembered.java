package io.github.lambdaimage.cache;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind that were computed once, each under its key: the only way in which the plugin
 * remembers anything in the cache.
 *
 * <p>What cannot be read, for whatever reason (missing, damaged, of another version, no
 * permission), is not known, and is computed again. What cannot be written is not remembered.
 * Neither fails a build.
 */
public final class Remembered<T> {

  private final CacheDirectory cache;
  private final String kind;
  private final int form;
  private final Function<T, String> text;
  private final Parser<T> parser;

  /** Parses a value; an exception means that the text is invalid. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(String text) throws LambdaImageException;
  }

  /**
   * A kind of values.
   *
   * @param kind the name of a folder
   * @param form of their text: raise it whenever values are written, or made, in another way
   */
  public Remembered(
      CacheDirectory cache, String kind, int form, Function<T, String> text, Parser<T> parser) {
    this.cache = cache;
    this.kind = kind;
    this.form = form;
    this.text = text;
    this.parser = parser;
  }

  /**
   * The value of a key, or {@code null} if it is not known.
   *
   * @param key the name of a file
   */
  public @Nullable T find(String key) {
    Path file = cache.file(kind, key);
    try {
      String known = file(key).open(Files.readAllBytes(file));
      if (known == null) {
        return null;
      }
      T value = parser.parse(known);
      cache.touch(file);
      return value;
    } catch (IOException | LambdaImageException | RuntimeException e) {
      return null;
    }
  }

  /** Remembers a value, if possible. */
  public void keep(String key, T value) {
    try {
      cache.write(kind, key, file(key).seal(text.apply(value)));
    } catch (IOException e) {
      // The next build computes it again.
    }
  }

  /** The file's key is part of its text: a file under another key's name is not valid. */
  private SealedText file(String key) {
    return SealedText.of(cache.version(), kind + ' ' + form + ' ' + key);
  }
}

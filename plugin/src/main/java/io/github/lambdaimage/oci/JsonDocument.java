package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as RFC 8259 has it, in UTF-8, read piece by piece. */
public final class JsonDocument {

  /**
   * No document that we read nests deeper than ten levels; deeper ones would take too much stack.
   */
  private static final int DEEPEST = 100;

  /** What the parser says: a reason, the place, and the names of the members around it. */
  private static final Pattern WORDS =
      Pattern.compile("(.*) at line (\\d+) column (\\d+) path .*", Pattern.DOTALL);

  private JsonDocument() {}

  /** Opens a document. Whatever is wrong with it is told by the methods of the reader. */
  public static JsonReader read(byte[] document) {
    return read(document, DEEPEST);
  }

  /**
   * Opens a document.
   *
   * @param deepest how many levels it may have
   */
  public static JsonReader read(byte[] document, int deepest) {
    JsonReader reader =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(document), UTF_8.newDecoder()));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(deepest);
    return reader;
  }

  /** Reads a value to its end, and checks all of it; its levels take no stack. */
  public static void skip(JsonReader reader) throws IOException {
    int depth = 0;
    do {
      depth += step(reader);
    } while (depth > 0);
  }

  /**
   * Reads the next token.
   *
   * @return the levels that it opens
   */
  private static int step(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        return 1;
      }
      case BEGIN_ARRAY -> {
        reader.beginArray();
        return 1;
      }
      case END_OBJECT -> {
        reader.endObject();
        return -1;
      }
      case END_ARRAY -> {
        reader.endArray();
        return -1;
      }
      case NAME -> {
        String unused = reader.nextName();
      }
      case BOOLEAN -> {
        boolean unused = reader.nextBoolean();
      }
      case NULL -> reader.nextNull();
      default -> {
        // The reader's own way to skip does not look into texts.
        String unused = reader.nextString();
      }
    }
    return 0;
  }

  /**
   * What is wrong with a document, and where, in one line. It quotes nothing of it: that may be a
   * token.
   */
  public static String fault(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String message = String.valueOf(e.getMessage());
    Matcher words = WORDS.matcher(message);
    return words.matches() ? reason(words.group(1)) + place(e) : message;
  }

  /** Where it is wrong, with a blank before it; empty if that is not known. */
  public static String place(IOException e) {
    Matcher words = WORDS.matcher(String.valueOf(e.getMessage()));
    return words.matches()
        ? " (near line %s, column %s)".formatted(words.group(2), words.group(3))
        : "";
  }

  private static String reason(String words) {
    // To a program that only checks, it recommends not to.
    if (words.startsWith("Use JsonReader.")) {
      return "Unexpected character";
    }
    if (words.startsWith("Unescaped control characters ")) {
      return "Unescaped control character in a text";
    }
    return words.startsWith("Malformed Unicode escape") ? "Malformed Unicode escape" : words;
  }
}

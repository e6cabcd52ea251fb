package io.github.lambdaimage.runtime;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.lambdaimage.oci.JsonDocument;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Checks that an event is JSON as Lambda accepts it: one value, in UTF-8. */
final class JsonText {

  /** What AWS's runtime interface client reads an event with goes no deeper. */
  private static final int DEEPEST = 1000;

  private JsonText() {}

  /** Why bytes are not JSON, as the end of a sentence; empty if they are. */
  static Optional<String> fault(byte[] bytes) {
    try (JsonReader reader = JsonDocument.read(bytes, DEEPEST)) {
      if (isEmpty(reader)) {
        return Optional.of("it is empty");
      }
      JsonDocument.skip(reader);
      return end(reader);
    } catch (IOException e) {
      return Optional.of(JsonDocument.fault(e));
    }
  }

  private static boolean isEmpty(JsonReader reader) throws IOException {
    try {
      JsonToken unused = reader.peek();
      return false;
    } catch (EOFException e) {
      return true;
    }
  }

  private static Optional<String> end(JsonReader reader) throws IOException {
    try {
      JsonToken unused = reader.peek();
      return Optional.empty();
    } catch (MalformedJsonException e) {
      return Optional.of("more comes after its end" + JsonDocument.place(e));
    }
  }
}

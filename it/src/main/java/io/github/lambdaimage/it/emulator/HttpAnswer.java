package io.github.lambdaimage.it.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of HTTP.
 *
 * @param headers by their names in small letters
 * @param body a character for each byte
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {

  /** The connection was broken, or there was none. */
  static final HttpAnswer NONE = new HttpAnswer(0, Map.of(), "");

  /** Reads a whole message, to the end of its connection. */
  static HttpAnswer parse(byte[] message) throws IOException {
    if (message.length == 0) {
      return NONE;
    }
    String text = new String(message, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("No answer but: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    String body = text.substring(end + 4);
    boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
    return new HttpAnswer(
        Integer.parseInt(lines[0].split(" ", -1)[1]), headers, chunked ? joined(body) : body);
  }

  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int start = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", start);
      int size = Integer.parseInt(chunks.substring(start, line), 16);
      if (size == 0) {
        return body.toString();
      }
      body.append(chunks, line + 2, line + 2 + size);
      start = line + 2 + size + 2;
    }
  }
}

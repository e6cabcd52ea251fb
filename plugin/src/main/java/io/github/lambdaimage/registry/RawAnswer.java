package io.github.lambdaimage.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as read from a connection, with as much of its body as a message needs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
 */
final class RawAnswer implements Response.Headers {

  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_LINES = 256;
  private static final int LONGEST_BODY = 64 * 1024;
  private static final int INFORMATIONAL = 1;
  private static final int HEX = 16;
  private static final int DECIMAL = 10;
  private static final String TOO_LONG = "the head of the answer is too long";
  private static final String NOT_HTTP = "what came back is not HTTP";
  private static final int HUNDRED = 100;

  private final int status;

  /** The header lines, by name, ignoring case. */
  private final Map<String, List<String>> fields;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private RawAnswer(int status, Map<String, List<String>> fields) {
    this.status = status;
    this.fields = fields;
  }

  /** Reads the final answer, after which the connection ends; skips "100 Continue". */
  static RawAnswer read(InputStream in) throws IOException {
    RawAnswer answer = readHead(in);
    while (answer.status / HUNDRED == INFORMATIONAL) {
      answer = readHead(in);
    }
    try {
      answer.readBody(in);
    } catch (IOException e) {
      // The connection may be reset after the answer: what was read is enough.
    }
    return answer;
  }

  /** Reads an answer up to the empty line, and nothing after it. */
  static RawAnswer readHead(InputStream in) throws IOException {
    String first = line(in);
    if (!first.startsWith("HTTP/1.")) {
      throw new IOException(NOT_HTTP);
    }
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int lines = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields
            .computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
      if (++lines > MOST_LINES) {
        throw new IOException(TOO_LONG);
      }
    }
    return new RawAnswer(status(first), fields);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body.toByteArray();
  }

  @Override
  public @Nullable String value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  @Override
  public List<String> values(String name) {
    return fields.getOrDefault(name, List.of());
  }

  private void readBody(InputStream in) throws IOException {
    if ("chunked".equalsIgnoreCase(value("Transfer-Encoding"))) {
      for (int size = chunk(in); size > 0 && body.size() < LONGEST_BODY; size = chunk(in)) {
        copy(in, size);
        line(in);
      }
      return;
    }
    String length = value("Content-Length");
    copy(in, length == null ? LONGEST_BODY : number(length, DECIMAL));
  }

  /** Copies byte by byte, to keep everything that came before the connection broke. */
  private void copy(InputStream in, int length) throws IOException {
    for (int i = 0; i < length && body.size() < LONGEST_BODY; i++) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      body.write(next);
    }
  }

  private static int chunk(InputStream in) throws IOException {
    String line = line(in);
    int extension = line.indexOf(';');
    return number(extension < 0 ? line : line.substring(0, extension), HEX);
  }

  private static int status(String line) throws IOException {
    int start = line.indexOf(' ') + 1;
    int end = line.indexOf(' ', start);
    return number(line.substring(start, end < 0 ? line.length() : end), DECIMAL);
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Integer.parseInt(digits.strip(), radix);
    } catch (NumberFormatException e) {
      throw new IOException(NOT_HTTP, e);
    }
  }

  /** Reads a line, without its end. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended before an answer");
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException(TOO_LONG);
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}

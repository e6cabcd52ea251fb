package io.github.lambdaimage.it.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** An answer as the table has it: without what differs from one run to the next. */
final class Shown {

  /** They say how the message comes, not what. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("date", "content-length", "connection", "transfer-encoding");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern STACK_TRACE = Pattern.compile("\"stackTrace\":\\[[^\\]]*\\]");
  private static final Pattern FIGURES =
      Pattern.compile("(Duration|Billed Duration|Max Memory Used): [\\d.]+");
  private static final int LONGEST = 1500;

  private Shown() {}

  static ObjectNode of(HttpAnswer answer) {
    ObjectNode shown = new ObjectMapper().createObjectNode();
    shown.put("status", answer.status());
    ObjectNode headers = shown.putObject("headers");
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!OF_THE_CONNECTION.contains(name)) {
                headers.put(name, header(name, value));
              }
            });
    return shown.put("body", body(answer.body().getBytes(ISO_8859_1)));
  }

  private static String header(String name, String value) {
    return name.equals("x-amz-log-result")
        ? text(new String(Base64.getDecoder().decode(value), UTF_8))
        : text(value);
  }

  private static String body(byte[] body) {
    if (body.length > LONGEST) {
      return body.length + " bytes that begin with " + new String(body, 0, 10, UTF_8);
    }
    try {
      return text(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return "base64 " + Base64.getEncoder().encodeToString(body);
    }
  }

  private static String text(String text) {
    String traces = STACK_TRACE.matcher(text).replaceAll("\"stackTrace\":[]");
    String ids = UUID.matcher(traces).replaceAll("<id>");
    return FIGURES.matcher(ids).replaceAll("$1: <figure>");
  }
}

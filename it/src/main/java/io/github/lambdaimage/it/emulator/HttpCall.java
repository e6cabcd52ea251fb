package io.github.lambdaimage.it.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it goes over the wire, so that a test may say what no client would, and the answer.
 *
 * @param row of the table: {@code method}, {@code path}, {@code headers} and a body in {@code
 *     body}, {@code base64} or {@code bytes} (a JSON string of that many)
 */
record HttpCall(JsonNode row) {

  static final String PATH = "/2015-03-31/functions/function/invocations";

  /** Sends it on a connection of its own. */
  HttpAnswer send(int port) throws IOException {
    byte[] body = body();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", "localhost:" + port);
    row.path("headers").properties().forEach(it -> headers.put(it.getKey(), text(it)));
    headers.put("Connection", "close");
    boolean chunked = headers.containsKey("Transfer-Encoding");
    if (!chunked) {
      headers.put("Content-Length", Integer.toString(body.length));
    }
    StringBuilder head = new StringBuilder();
    head.append(row.path("method").asText("POST")).append(' ');
    head.append(row.path("path").asText(PATH)).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((head + "\r\n").getBytes(UTF_8));
    if (chunked) {
      message.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
    }
    message.writeBytes(body);
    if (chunked) {
      message.writeBytes("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      write(message, socket.getOutputStream());
      return HttpAnswer.parse(socket.getInputStream().readAllBytes());
    } catch (SocketException e) {
      return HttpAnswer.NONE;
    }
  }

  private static void write(ByteArrayOutputStream message, OutputStream out) throws IOException {
    try {
      message.writeTo(out);
    } catch (SocketException e) {
      // Refused before it was read to its end: the answer is there already.
      out.flush();
    }
  }

  private static String text(Map.Entry<String, JsonNode> header) {
    return header.getValue().asText();
  }

  private byte[] body() {
    if (row.has("bytes")) {
      return ("\"" + "x".repeat(row.get("bytes").asInt() - 2) + "\"").getBytes(ISO_8859_1);
    }
    return row.has("base64")
        ? Base64.getDecoder().decode(row.get("base64").asText())
        : row.path("body").asText("").getBytes(UTF_8);
  }
}

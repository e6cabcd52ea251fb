package com.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;

/** An extension, which says what it is told of, and what telemetry it gets. */
public class Extension {

  private static final String API = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API");

  public static void main(String[] arguments) throws Exception {
    HttpURLConnection register = open("/2020-01-01/extension/register");
    register.setRequestProperty("Lambda-Extension-Name", arguments[0]);
    send(register, "{\"events\": [\"INVOKE\", \"SHUTDOWN\"]}");
    System.out.println("extension: registered with " + text(register));
    String id = register.getHeaderField("Lambda-Extension-Identifier");
    subscribe(id);
    for (String event = ""; !event.contains("\"SHUTDOWN\""); ) {
      HttpURLConnection next = open("/2020-01-01/extension/event/next");
      next.setRequestProperty("Lambda-Extension-Identifier", id);
      event = text(next);
      System.out.println("extension: told of " + event);
    }
  }

  /** Not to what extensions print: it prints what it gets. */
  private static void subscribe(String id) throws Exception {
    ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("sandbox.localdomain"));
    Thread thread = new Thread(() -> listen(listener));
    thread.setDaemon(true);
    thread.start();
    HttpURLConnection telemetry = open("/2022-07-01/telemetry");
    telemetry.setRequestMethod("PUT");
    telemetry.setRequestProperty("Lambda-Extension-Identifier", id);
    send(
        telemetry,
        "{\"schemaVersion\": \"2022-12-13\", \"types\": [\"platform\", \"function\"], \"buffering\": {\"timeoutMs\": 25},"
            + " \"destination\": {\"protocol\": \"HTTP\", \"URI\": \"http://sandbox.localdomain:"
            + listener.getLocalPort()
            + "\"}}");
    System.out.println("extension: subscribed with " + text(telemetry));
  }

  private static void listen(ServerSocket listener) {
    while (true) {
      try (Socket connection = listener.accept()) {
        InputStream in = connection.getInputStream();
        int length = 0;
        for (String line; !(line = line(in)).isEmpty(); ) {
          if (line.toLowerCase().startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
          }
        }
        System.out.println("extension: got " + new String(in.readNBytes(length), UTF_8));
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      } catch (IOException e) {
        System.out.println("extension: " + e);
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c; (c = in.read()) != '\n' && c >= 0; ) {
      line.write(c);
    }
    return line.toString(ISO_8859_1).trim();
  }

  private static HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) new URL(API + path).openConnection();
  }

  private static void send(HttpURLConnection connection, String text) throws IOException {
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static String text(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}

package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** An extension, which says what it is told of. */
public class Extension {

  public static void main(String[] arguments) throws Exception {
    String api =
        "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2020-01-01/extension/";
    HttpURLConnection register = (HttpURLConnection) new URL(api + "register").openConnection();
    register.setDoOutput(true);
    register.setRequestProperty("Lambda-Extension-Name", arguments[0]);
    try (OutputStream out = register.getOutputStream()) {
      out.write("{\"events\": [\"INVOKE\", \"SHUTDOWN\"]}".getBytes(UTF_8));
    }
    System.out.println("extension: registered with " + text(register));
    String id = register.getHeaderField("Lambda-Extension-Identifier");
    for (String event = ""; !event.contains("\"SHUTDOWN\""); ) {
      HttpURLConnection next = (HttpURLConnection) new URL(api + "event/next").openConnection();
      next.setRequestProperty("Lambda-Extension-Identifier", id);
      event = text(next);
      System.out.println("extension: told of " + event);
    }
  }

  private static String text(HttpURLConnection connection) throws Exception {
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}

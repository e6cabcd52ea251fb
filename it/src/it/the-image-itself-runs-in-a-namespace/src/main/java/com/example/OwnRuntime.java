package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** A custom runtime: it asks Lambda's Runtime API by itself. */
public class OwnRuntime {

  public static void main(String[] arguments) throws Exception {
    String api =
        "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
    while (true) {
      HttpURLConnection next = (HttpURLConnection) new URL(api + "next").openConnection();
      String event;
      try (InputStream in = next.getInputStream()) {
        event = new String(in.readAllBytes(), UTF_8);
      }
      String id = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
      HttpURLConnection answer =
          (HttpURLConnection) new URL(api + id + "/response").openConnection();
      answer.setDoOutput(true);
      try (OutputStream out = answer.getOutputStream()) {
        out.write(("{\"handler\":\"" + arguments[0] + "\",\"event\":" + event + "}").getBytes(UTF_8));
      }
      answer.getResponseCode();
    }
  }
}

package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

class PackagePrivate implements RequestHandler<String, String> {

  @Override
  public String handleRequest(String event, Context context) {
    return "package-private class";
  }

  public static String ofTheClass() {
    return "static";
  }
}

class PackagePrivateWithConstructor implements RequestStreamHandler {
  public PackagePrivateWithConstructor() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write("\"package-private class\"".getBytes());
  }
}

package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;

/** The body of a call in AWS's query protocol. */
final class Form {

  private Form() {}

  static ObjectNode parse(byte[] content) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    for (String pair : new String(content, UTF_8).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return parameters;
  }
}

package com.example;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.slf4j.helpers.MessageFormatter;

/** Needs a library, a resource and the class of a package of its own. */
public class Orders {

  public String handle(Map<String, String> order) throws IOException {
    try (InputStream in = Orders.class.getResourceAsStream("/unit.txt")) {
      String unit = new String(in.readAllBytes(), "UTF-8").trim();
      return MessageFormatter.format("{} " + unit + " of {}", order.get("count"), order.get("item"))
          .getMessage();
    }
  }
}

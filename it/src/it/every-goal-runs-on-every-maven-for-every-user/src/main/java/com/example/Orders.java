package com.example;

import java.util.Map;

public class Orders {

  public Object handle(Map<String, Object> event) {
    System.out.println("The function says that it handles " + event.keySet());
    if (event.containsKey("letters")) {
      return "\u00eb".repeat(((Number) event.get("letters")).intValue());
    }
    return Map.of("name", event.getOrDefault("name", "nobody"));
  }
}

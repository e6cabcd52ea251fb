package com.example;

import java.util.Map;
import org.jspecify.annotations.NullMarked;

@NullMarked
public class Greeting {

  public String handleRequest(Map<String, String> event) {
    return "Hello, " + event.getOrDefault("name", "world");
  }
}

package com.example;

import java.util.Map;

public class Greeting {

  public String handleRequest(Map<String, String> event) {
    return "Hello, " + event.getOrDefault("name", "world");
  }
}

package com.example;

import java.util.Map;

public class Greeting {

  public String handleRequest(Map<String, String> event) {
    return "greeting-000" + event.get("name");
  }
}

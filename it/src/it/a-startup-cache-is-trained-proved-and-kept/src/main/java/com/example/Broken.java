package com.example;

import java.util.Map;

public class Broken {

  static {
    System.out.println("asked for what is not here");
    if (System.getenv("ORDERS_TABLE") == null) {
      throw new IllegalStateException("ORDERS_TABLE is not set");
    }
  }

  public String handle(Map<String, Object> event) {
    return "good";
  }
}

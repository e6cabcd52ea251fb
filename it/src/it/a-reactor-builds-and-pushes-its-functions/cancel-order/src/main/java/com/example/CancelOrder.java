package com.example;

public class CancelOrder {

  private final Prices prices = new Prices();

  public String handleRequest(String event) {
    return event + prices.codec();
  }
}

package com.example;

public class PlaceOrder {

  private final Prices prices = new Prices();
  private final com.example.orders.Codec codec = new com.example.orders.Codec();

  public String handleRequest(String event) {
    return event + prices.codec() + codec;
  }
}

package com.example.orders;

import java.util.List;

/** What a customer wants to buy, and the two-letter code of the country it is sent to. */
public record Order(String country, List<Item> items) {

  /** A number of pieces of one article. */
  public record Item(String article, int quantity) {}
}

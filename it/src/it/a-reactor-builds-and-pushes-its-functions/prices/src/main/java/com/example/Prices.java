package com.example;

import com.example.prices.Codec;

public class Prices {

  public Codec codec() {
    return new Codec();
  }
}

package com.example;

/** There is one in a jar, too. */
public class Mine {

  @Override
  public String toString() {
    return "of the classes";
  }
}

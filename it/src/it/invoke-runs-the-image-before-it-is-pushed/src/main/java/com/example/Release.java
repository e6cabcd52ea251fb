package com.example;

/** What the class loader gives for this Java. */
public class Release {

  static final String NAME = String.valueOf("any");
}

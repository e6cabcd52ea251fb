package com.example;

/** The same, from 17 on. */
public class Release {

  static final String NAME = String.valueOf("17");
}

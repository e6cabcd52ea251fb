package com.example;

/** Compiled for a Java that is newer than the runtime. */
public class Newer {
  public static String handle() {
    return "newer";
  }
}

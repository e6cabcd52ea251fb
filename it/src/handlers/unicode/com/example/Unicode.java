package com.example;

/** Names beyond ASCII, in a jar, since file systems differ. */
public class Unicode {

  /** A size. */
  public static class Größe {
    public String größe() {
      return "unicode";
    }
  }
}

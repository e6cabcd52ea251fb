package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;

/** Classes that do not get as far as their first event. */
public class Starts {

  public static class Throws {

    static final Object NOTHING = nothing();

    private static Object nothing() {
      throw new IllegalStateException("No configuration");
    }

    public String handle(Map<String, Object> event) {
      return "never";
    }
  }

  public static class Constructs {

    public Constructs() {
      throw new IllegalStateException("No connection");
    }

    public String handle(Map<String, Object> event) {
      return "never";
    }
  }

  public static class Exits {

    static {
      System.exit(2);
    }

    public String handle(Map<String, Object> event, Context context) {
      return "never";
    }
  }

  public static class Hangs {

    static {
      hang();
    }

    private static void hang() {
      try {
        Thread.sleep(600_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    public String handle(Map<String, Object> event, Context context) {
      return "never";
    }
  }
}

package com.example;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Is there when the handlers are compiled, and not when they run. */
public class Missing {

  /** An interface. */
  public interface Contract {}

  /** An annotation. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Marker {}

  /** A checked exception. */
  public static class Failure extends Exception {}
}

package com.example;

/** What {@link Inheriting} inherits. */
public class Parent<T> {

  public String inherited(String event) {
    return "inherited";
  }

  public static String inheritedStatic(String event) {
    return "inherited static";
  }

  public String ofTypeVariable(T event) {
    return "of a type variable";
  }

  public T result(T event) {
    return event;
  }

  protected String widened(String event) {
    return "protected";
  }
}

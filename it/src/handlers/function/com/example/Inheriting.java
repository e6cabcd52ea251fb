package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;

/** Methods that come from elsewhere. */
public class Inheriting extends Parent<Map<String, String>>
    implements Kinds.Contract, Supplier<CharSequence> {

  @Override
  public String handle() {
    return "overridden";
  }

  @Override
  public String get() {
    return "covariant";
  }

  @Override
  protected String widened(String event) {
    return event;
  }

  /** Inherits from a class that is not public: javac adds bridges, but not for static methods. */
  public static class OfHidden extends Hidden {}

  public static class Numbers extends ArrayList<Integer> {}

  /** Makes public what was protected. */
  public static class Wider extends Parent<String> {
    @Override
    public String widened(String event) {
      return "widened";
    }
  }
}

class Hidden {
  public String handle(String event, Context context) {
    return "of a hidden class";
  }

  public static String ofTheClass(String event) {
    return "static of a hidden class";
  }
}

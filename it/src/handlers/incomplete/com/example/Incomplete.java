package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;

/** Classes that name one that is not in the task root. */
public class Incomplete {

  public static class Extending extends Missing {
    public String handle() {
      return "";
    }
  }

  public static class Implementing implements Missing.Contract {
    public static String handle() {
      return "";
    }
  }

  public static class OfExtending extends Extending {}

  public static class Parameter {
    public String handle(Missing event) {
      return "";
    }
  }

  public static class Result {
    public Missing handle(String event) {
      return null;
    }
  }

  public static class ArrayParameter {
    public String handle(Missing[] events) {
      return "";
    }
  }

  public static class OtherMethod {
    public String handle(String event) {
      return "handled";
    }

    public String other(Missing event) {
      return "";
    }
  }

  public static class OfOtherMethod extends OtherMethod {}

  public static class PrivateMethod {
    public String handle(String event) {
      return "handled";
    }

    private String other(Missing event) {
      return "";
    }

    protected String protectedOther(Missing event) {
      return "";
    }
  }

  public static class Throwing {
    public String handle(String event) throws Missing.Failure {
      return "handled";
    }
  }

  public static class PublicConstructor {
    public PublicConstructor() {}

    public PublicConstructor(Missing missing) {}

    public String handle(String event) {
      return "handled";
    }

    public static String ofTheClass(String event) {
      return "handled by the class";
    }
  }

  public static class PrivateConstructor {
    public PrivateConstructor() {}

    private PrivateConstructor(Missing missing) {}

    public String handle(String event) {
      return "handled";
    }
  }

  @Missing.Marker
  public static class Elsewhere {
    public Missing field;

    @Missing.Marker
    public String handle(@Missing.Marker String event) {
      if (field != null) {
        field = new Missing();
      }
      return "handled";
    }
  }

  public static class GenericParameter {
    public String handle(List<Missing> events) {
      return "handled";
    }

    public List<Missing> result(String event) {
      return null;
    }

    public String other(String event) {
      return "handled";
    }
  }

  public static class TypeArgument implements RequestHandler<List<Missing>, String> {
    @Override
    public String handleRequest(List<Missing> event, Context context) {
      return "";
    }
  }

  public static class Argument implements RequestHandler<Missing, String> {
    @Override
    public String handleRequest(Missing event, Context context) {
      return "";
    }
  }

  public static class Alone implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String event, Context context) {
      return "handled";
    }

    public void other(Missing event) {}
  }
}

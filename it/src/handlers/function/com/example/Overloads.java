package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** Methods of one name: the answer tells which one the client took. */
public class Overloads implements Function<String, String> {

  public String byLength() {
    return "()";
  }

  public String byLength(String event) {
    return "(T)";
  }

  public String byContext(String event) {
    return "(T)";
  }

  public String byContext(String event, Context context) {
    return "(T,Context)";
  }

  public String contextAlone(String event) {
    return "(T)";
  }

  public String contextAlone(Context context) {
    return "(Context)";
  }

  public void threeBeforeTwo(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write("\"(InputStream,OutputStream,Context)\"".getBytes());
  }

  public String threeBeforeTwo(String event, Context context) {
    return "(T,Context)";
  }

  public void withContextBeforeStreams(InputStream input, OutputStream output) throws IOException {
    output.write("\"(InputStream,OutputStream)\"".getBytes());
  }

  public String withContextBeforeStreams(String event, Context context) {
    return "(T,Context)";
  }

  public String skipping(String one, String two, String three, String four) {
    return "(T,T,T,T)";
  }

  public String skipping(String event, String other) {
    return "(T,T)";
  }

  public String skipping(String event) {
    return "(T)";
  }

  public String illegalAll(String event, String other) {
    return "(T,T)";
  }

  public String illegalAll(Context context, String other) {
    return "(Context,T)";
  }

  private String hidden(String event, Context context) {
    return "private (T,Context)";
  }

  public String hidden(String event) {
    return "public (T)";
  }

  public String alike(String event) {
    return "alike";
  }

  public String alike(Integer event) {
    return "alike";
  }

  @Override
  public String apply(String event) {
    return hidden("", null) == null ? "" : "apply(String)";
  }

  /** The longest one needs an instance, which cannot be had. */
  public static class WithoutConstructor {
    private WithoutConstructor() {}

    public static String handle(String event) {
      return "static (T)";
    }

    public String handle(String event, Context context) {
      return "(T,Context)";
    }

    public String other(String event) {
      return "(T)";
    }

    public static String other(String event, Context context) {
      return "static (T,Context)";
    }
  }
}

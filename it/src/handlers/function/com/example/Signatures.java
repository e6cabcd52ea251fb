package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** A method for every legal signature, which answers with that signature. */
public class Signatures {

  public String nothing() {
    return "()";
  }

  public String event(Map<String, Object> event) {
    return "(T)";
  }

  public String eventAndContext(Map<String, Object> event, Context context) {
    return "(T,Context)";
  }

  public String context(Context context) {
    return "(Context)" + context.getFunctionName();
  }

  public void input(InputStream input) {}

  public void output(OutputStream output) throws IOException {
    write(output, "(OutputStream)");
  }

  public void inputAndContext(InputStream input, Context context) {}

  public void outputAndContext(OutputStream output, Context context) throws IOException {
    write(output, "(OutputStream,Context)");
  }

  public void streams(InputStream input, OutputStream output) throws IOException {
    write(output, "(InputStream,OutputStream)");
  }

  public void streamsAndContext(InputStream input, OutputStream output, Context context)
      throws IOException {
    write(output, "(InputStream,OutputStream,Context)");
  }

  public String inputWithResult(InputStream input) {
    return "ignored";
  }

  public void eventWithoutResult(String event) {}

  public Void eventWithVoid(String event) {
    return null;
  }

  public int primitive(int number) {
    return 42 + number;
  }

  public String array(String[] events) {
    return "(T[])";
  }

  public String varargs(String... events) {
    return "(T...)";
  }

  public <T> String generic(T event) {
    return "<T>(T)";
  }

  public <T> String list(List<? super T> events, Context context) {
    return "<T>(List<? super T>,Context)";
  }

  public static String ofTheClass(String event) {
    return "static (T)";
  }

  public static void main(String[] arguments) {}

  public final synchronized strictfp String modifiers() throws Exception {
    return "final synchronized";
  }

  public String $dollar_1() {
    return "$";
  }

  private static void write(OutputStream output, String text) throws IOException {
    output.write(('"' + text + '"').getBytes());
  }
}

package com.example;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Methods that the client does not take, for their parameters or because it does not see them. */
public class IllegalSignatures {

  /** A context, but not the interface itself. */
  public interface MyContext extends Context {}

  public void contextFirst(Context context, String event) {}

  public void contextTwice(Context context, Context again) {}

  public void outputFirst(OutputStream output, InputStream input) {}

  public void outputAndEvent(OutputStream output, String event) {}

  public void inputAndEvent(InputStream input, String event) {}

  public <T> void inputAndTypeVariable(InputStream input, T event) {}

  public void inputAndOutputOfAKind(InputStream input, ByteArrayOutputStream output) {}

  public void inputOfAKindAndOutput(FileInputStream input, OutputStream output) {}

  public void eventAndOutput(String event, OutputStream output) {}

  public void twoEvents(String event, String other) {}

  public void contextOfAKind(String event, MyContext context) {}

  public void contexts(String event, Context... contexts) {}

  public void contextInTheMiddle(String event, Context context, String other) {}

  public void streamsAndEvent(InputStream input, OutputStream output, String event) {}

  public void streamsTurnedRound(OutputStream output, InputStream input, Context context) {}

  public void eventOutputAndContext(String event, OutputStream output, Context context) {}

  public void four(InputStream input, OutputStream output, Context context, String event) {}

  public String inputOfAKind(FileInputStream input) {
    return "taken for an event";
  }

  public <C extends Context> void contextVariable(String event, C context) {}

  protected String protectedMethod(String event) {
    return event;
  }

  String packagePrivateMethod(String event) {
    return event;
  }

  private String privateMethod(String event) {
    return event;
  }

  private static String privateStaticMethod(String event) {
    return event;
  }

  private Supplier<String> lambda() {
    return () -> privateMethod("") + privateStaticMethod("");
  }
}

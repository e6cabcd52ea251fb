package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Classes for handlers that are a class alone. */
public class Interfaces {

  public static class OfMap implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      return "RequestHandler";
    }
  }

  public static class OfVoid implements RequestHandler<String, Void> {
    @Override
    public Void handleRequest(String event, Context context) {
      return null;
    }
  }

  public static class Streaming implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      output.write("\"RequestStreamHandler\"".getBytes());
    }
  }

  public static class Both extends Streaming implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String event, Context context) {
      return "RequestHandler";
    }
  }

  @SuppressWarnings("rawtypes")
  public static class Raw implements RequestHandler {
    @Override
    public Object handleRequest(Object event, Context context) {
      return "raw";
    }
  }

  public static class Free<I> implements RequestHandler<I, String> {
    @Override
    public String handleRequest(I event, Context context) {
      return "type variable";
    }
  }

  public static class FreeResult<O> implements RequestHandler<String, O> {
    @Override
    public O handleRequest(String event, Context context) {
      return null;
    }
  }

  public static class Bounded<I extends Map<?, ?>> implements RequestHandler<I, String> {
    @Override
    public String handleRequest(I event, Context context) {
      return "bounded";
    }
  }

  public static class BoundedByObject<I extends Object & Serializable>
      implements RequestHandler<I, String> {
    @Override
    public String handleRequest(I event, Context context) {
      return "bounded twice";
    }
  }

  public static class BoundedByVariable<J, I extends J> implements RequestHandler<I, String> {
    @Override
    public String handleRequest(I event, Context context) {
      return "bounded by a variable";
    }
  }

  public static class ListOfFree<I> implements RequestHandler<List<I>, String> {
    @Override
    public String handleRequest(List<I> event, Context context) {
      return "list of a variable";
    }
  }

  public static class Resolved extends Free<Map<String, String>> {}

  public static class ResolvedTwice extends Middle<String> {}

  public static class Middle<M> extends Free<List<M>> {}

  public static class MiddleOfVariable<M> extends Free<M> {}

  public static class ResolvedThroughVariables extends MiddleOfVariable<String> {}

  @SuppressWarnings("rawtypes")
  public static class RawSuperclass extends Free {}

  public static class FreeSubclass<M> extends Free<M> {}

  public interface OfString extends RequestHandler<String, String> {}

  public interface OneParameter<I> extends RequestHandler<I, String> {}

  public interface TurnedRound<O, I> extends RequestHandler<I, O> {}

  public interface ThreeParameters<I, O, X> extends RequestHandler<I, O> {}

  public static class ThroughInterface implements OfString {
    @Override
    public String handleRequest(String event, Context context) {
      return "through an interface";
    }
  }

  public static class ThroughOneParameter implements OneParameter<String> {
    @Override
    public String handleRequest(String event, Context context) {
      return "through one parameter";
    }
  }

  public static class ThroughTurnedRound implements TurnedRound<String, Integer> {
    @Override
    public String handleRequest(Integer event, Context context) {
      return "turned round";
    }
  }

  public static class ThroughTurnedRoundEqual implements TurnedRound<String, String> {
    @Override
    public String handleRequest(String event, Context context) {
      return "turned round";
    }
  }

  public static class ThroughThreeParameters implements ThreeParameters<String, String, String> {
    @Override
    public String handleRequest(String event, Context context) {
      return "through three parameters";
    }
  }

  /** Names the interface again, with which the client is content. */
  public static class NamedAgain extends ThroughOneParameter
      implements RequestHandler<String, String> {}

  /** What it inherits says less than what its own interface says. */
  public static class NearestFirst extends Resolved implements OneParameter<Map<String, String>> {}

  public static class DefaultMethod implements Defaulting {}

  public interface Defaulting extends RequestHandler<String, String> {
    @Override
    default String handleRequest(String event, Context context) {
      return "default handleRequest";
    }
  }

  public static class StreamingSubclass extends Streaming {}

  public static class OfFunction implements Function<String, String> {
    @Override
    public String apply(String event) {
      return "Function";
    }
  }

  public static class OfNothing {
    public String handleRequest(String event, Context context) {
      return "no interface";
    }
  }
}

package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** All kinds of classes, visible or not, with or without a constructor. */
public class Kinds {

  public static final RequestHandler<String, String> ANONYMOUS =
      new RequestHandler<>() {
        @Override
        public String handleRequest(String event, Context context) {
          return "anonymous";
        }
      };

  public static class Nested {
    public String handle() {
      return "nested";
    }

    /** Deeper still. */
    public static class Deeper {
      public String handle() {
        return "deeper";
      }
    }
  }

  public class Inner implements RequestHandler<Map<String, String>, String> {
    public String handle() {
      return "inner";
    }

    public static String ofTheClass() {
      return "static of inner";
    }

    @Override
    public String handleRequest(Map<String, String> event, Context context) {
      return "inner";
    }
  }

  public class InnerWithoutArgument {
    public InnerWithoutArgument() {}

    public String handle() {
      return "inner";
    }
  }

  protected static class ProtectedNested {
    public ProtectedNested() {}

    public String handle() {
      return "protected nested";
    }
  }

  protected static class ProtectedConstructor {
    public String handle() {
      return "protected nested";
    }
  }

  static class PackagePrivateNested {
    public PackagePrivateNested() {}

    public String handle() {
      return "package-private nested";
    }

    public static String ofTheClass() {
      return "static of package-private nested";
    }

    /** Public itself. */
    public static class Visible {
      public String handle() {
        return "visible";
      }
    }
  }

  private static class PrivateNested implements RequestHandler<String, String> {
    public PrivateNested() {}

    @Override
    public String handleRequest(String event, Context context) {
      return "private nested";
    }
  }

  public enum Colour {
    RED;

    public String handle() {
      return "enum";
    }

    public static String ofTheClass() {
      return "static of enum";
    }
  }

  public record Empty() {
    public String handle() {
      return "record";
    }
  }

  public record Pair(String one, String two) {
    public String handle() {
      return "record";
    }
  }

  public @interface Marker {}

  public interface Contract {
    String handle();

    default String byDefault() {
      return "default method";
    }

    static String ofTheInterface() {
      return "static of interface";
    }
  }

  public interface Nothing {}

  public abstract static class Abstract implements RequestHandler<String, String> {
    public String handle() {
      return "abstract";
    }

    public static String ofTheClass() {
      return "static of abstract";
    }
  }

  public static class ConstructorWithArgument {
    public ConstructorWithArgument(String argument) {}

    public String handle() {
      return "instance";
    }

    public static String ofTheClass() {
      return "static";
    }
  }

  public static class ManyConstructors {
    public ManyConstructors(String argument) {}

    public ManyConstructors() {}

    public String handle() {
      return "one of two constructors";
    }
  }

  public static class VarargsConstructor {
    public VarargsConstructor(String... arguments) {}

    public String handle() {
      return "varargs";
    }
  }

  public static class PrivateConstructor implements RequestHandler<String, String> {
    private PrivateConstructor() {}

    @Override
    public String handleRequest(String event, Context context) {
      return "private constructor";
    }
  }

  public static class PackagePrivateConstructor {
    PackagePrivateConstructor() {}

    public String handle() {
      return "package-private constructor";
    }
  }

  /** Neither can be told without running it. */
  public static class Failing {
    public Failing() {
      throw new IllegalStateException("no database");
    }

    public String handle() {
      return "";
    }
  }

  public static class FailingClass {
    static final String VALUE = failing();

    public String handle() {
      return VALUE;
    }

    private static String failing() {
      throw new IllegalStateException("no configuration");
    }
  }
}

package example;

/** A function that needs nothing: what the checks find is the library's. */
public class Function {

  public String handle(String event) {
    return event;
  }
}

package com.example.proguard;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

public class Greeting implements RequestHandler<Map<String, String>, String> {

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    Greeter greeter = new Greeter();
    boolean renamed = !greeter.getClass().getSimpleName().equals("Greeter");
    return greeter.greet(event.get("name")) + (renamed ? ", renamed" : ", as it was");
  }
}

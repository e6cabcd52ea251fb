package com.example.quarkus;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Inject;
import java.util.Map;

public class Greeting implements RequestHandler<Map<String, String>, String> {

  @Inject Greeter greeter;

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    return greeter.greet(event.get("name"));
  }
}

package com.example.micronaut;

import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.Map;

public class Greeting extends MicronautRequestHandler<Map<String, String>, String> {

  @Inject Greeter greeter;

  @Override
  public String execute(Map<String, String> event) {
    return greeter.greet(event.get("name"));
  }
}

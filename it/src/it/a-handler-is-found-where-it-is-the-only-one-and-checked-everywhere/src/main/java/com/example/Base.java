package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

public abstract class Base<I> implements RequestHandler<I, String> {

  @Override
  public String handleRequest(I event, Context context) {
    return "Hello, " + event;
  }
}

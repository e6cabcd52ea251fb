package com.example.library;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Occurs in two libraries. */
public class Library implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String event, Context context) {
    return "from library";
  }
}

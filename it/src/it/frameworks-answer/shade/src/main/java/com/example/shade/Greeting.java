package com.example.shade;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Greeting implements RequestHandler<Map<String, String>, String> {

  private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    LOG.info("asked to greet");
    return "Shade greets " + event.get("name") + ", with " + LoggerFactory.class.getName();
  }
}

package com.example.powertools;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.Logging;

public class Greeting implements RequestHandler<Map<String, String>, String> {

  private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

  @Override
  @Logging
  public String handleRequest(Map<String, String> event, Context context) {
    LOG.info("asked to greet");
    return "Powertools greets " + event.get("name");
  }
}

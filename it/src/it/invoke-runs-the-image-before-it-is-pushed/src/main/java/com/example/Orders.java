package com.example;

import java.io.InputStream;
import java.util.Map;

public class Orders {

  public record Order(String item, int count) {}

  /** Tells of which jar the client is that has called it. */
  public String order(Order order) throws Exception {
    Class<?> client = Class.forName("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    return order.count()
        + " of "
        + order.item()
        + " by "
        + client.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /** Tells which versions of a class and of a resource it gets. */
  public String release(Map<String, Object> event) throws Exception {
    try (InputStream in = Orders.class.getResourceAsStream("/release.txt")) {
      return "class for " + Release.NAME + ", resource for " + new String(in.readAllBytes(), "UTF-8");
    }
  }

  /** Tells who it is, and whether the heap is what Lambda would give. */
  public String about(Map<String, Object> event) throws Exception {
    if (event.containsKey("sleep")) {
      Thread.sleep(60_000);
    }
    long heap = Runtime.getRuntime().maxMemory() / 1024 / 1024;
    return System.getenv("AWS_LAMBDA_FUNCTION_NAME")
        + " by "
        + System.getenv("AWS_EXECUTION_ENV")
        + " in "
        + System.getenv("AWS_REGION")
        + (heap > 380 && heap < 440 ? " with the heap of 512 MB" : " with " + heap + " MB");
  }

  public Map<String, Object> handle(Map<String, Object> event) throws Exception {
    System.out.println("The function says that it handles " + event.keySet());
    if (event.containsKey("fail")) {
      throw new IllegalStateException("No order", new IllegalArgumentException("the cause"));
    }
    if (event.containsKey("sleep")) {
      Thread.sleep(60_000);
    }
    if (event.containsKey("exit")) {
      System.exit(3);
    }
    if (event.containsKey("variables")) {
      return Map.of("variables", System.getenv("STAGE") + " " + System.getenv("TOKEN"));
    }
    if (event.containsKey("quantity") || event.containsKey("Records")) {
      return event;
    }
    return Map.of(
        "fields", event.size(),
        "folder", System.getProperty("user.dir").equals(System.getenv("LAMBDA_TASK_ROOT")));
  }
}

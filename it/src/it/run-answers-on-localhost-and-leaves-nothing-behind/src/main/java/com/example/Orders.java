package com.example;

import java.util.Map;

public class Orders {

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
    if (event.containsKey("loop")) {
      new ProcessBuilder("sleep", "1000").start();
      System.out.println("The function loops");
      while (true) {
        Thread.onSpinWait();
      }
    }
    if (event.containsKey("stage")) {
      return Map.of("stage", String.valueOf(System.getenv("STAGE")));
    }
    return Map.of(
        "fields", event.size(),
        "folder", System.getProperty("user.dir").equals(System.getenv("LAMBDA_TASK_ROOT")));
  }
}

package com.example;

import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

public class Orders {

  /** What is the same with a startup cache and without. */
  public Map<String, Object> handle(Map<String, Object> event) throws Exception {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    Map<String, Object> seen = new TreeMap<>();
    seen.put("twice", Class.forName("com.example.Twice").getMethod("which").invoke(null));
    seen.put("mine", new Mine().toString());
    seen.put("resource", Orders.class.getResource("/cfg.txt").toString());
    seen.put("byContext", context.getResource("cfg.txt").toString());
    seen.put("all", urls(context, "cfg.txt"));
    seen.put("folder", urls(context, "pages/"));
    seen.put("context", context.getClass().getSimpleName());
    seen.put("file", Files.readString(Path.of("pages/one.txt")).trim());
    seen.put("exploded", Files.exists(Path.of("/var/task/com/example/Orders.class")));
    Set<Object> services = new TreeSet<>();
    ServiceLoader.load(Supplier.class).forEach(it -> services.add(it.get()));
    seen.put("services", services);
    seen.put("wrapper", String.valueOf(System.getenv("AWS_LAMBDA_EXEC_WRAPPER")));
    seen.put("mineWrapper", String.valueOf(System.getenv("MY_WRAPPER")));
    seen.put("credentials", String.valueOf(System.getenv("AWS_SECRET_ACCESS_KEY")));
    seen.put(
        "cache",
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(it -> it.contains("/opt/lambda-image/startup.")));
    return seen;
  }

  private static Set<String> urls(ClassLoader loader, String name) throws Exception {
    Set<String> urls = new LinkedHashSet<>();
    for (URL url : Collections.list(loader.getResources(name))) {
      urls.add(url.toString());
    }
    return urls;
  }

  /** Wants nothing of the machine that builds it. */
  public String guarded(Map<String, Object> event) {
    System.getenv().keySet().stream()
        .filter(it -> it.startsWith("AWS_") && (it.contains("KEY") || it.contains("TOKEN")))
        .forEach(
            it -> {
              throw new IllegalStateException("credentials: " + it);
            });
    return "good";
  }

  /** Fails for some events. */
  public String picky(Map<String, Object> event) {
    if (event.containsKey("order")) {
      throw new IllegalStateException("no such order");
    }
    return "good";
  }

  /** Ends its runtime for some events. */
  public String deadly(Map<String, Object> event) {
    if (event.containsKey("order")) {
      Runtime.getRuntime().halt(7);
    }
    return "good";
  }

  public static class Own implements Supplier<String> {
    @Override
    public String get() {
      return "own";
    }
  }
}

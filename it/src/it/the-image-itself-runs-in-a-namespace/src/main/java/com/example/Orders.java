package com.example;

import java.io.File;
import java.io.FileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

public class Orders {

  /** What a function sees of the image that it is in. */
  public Map<String, String> handle(Map<String, Object> event) throws Exception {
    Map<String, String> seen = new TreeMap<>();
    seen.put("file", Files.readString(Path.of("/var/task/cfg.txt")).trim());
    seen.put("java", System.getProperty("java.home"));
    seen.put("agent", System.getProperty("com.example.agent", "none"));
    seen.put("heap", Long.toString(Runtime.getRuntime().maxMemory() / 1_000_000));
    seen.put("folder", new File(".").getCanonicalPath());
    seen.put("user", Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString());
    Files.writeString(Path.of("/tmp/scratch"), "a");
    return seen;
  }

  /** Works where the image's files can be written, which they cannot on Lambda. */
  public String log(Map<String, Object> event) throws Exception {
    try (FileWriter log = new FileWriter("app.log")) {
      log.write("handled");
    }
    return "written";
  }

  /** Where the Java is that it runs on. */
  public String java(Map<String, Object> event) {
    return System.getProperty("java.home");
  }

  /** Ends with a status, as a JVM that has no more memory. */
  public String exit(Map<String, Object> event) {
    System.exit(3);
    return "gone";
  }

  /** Says that it goes on, for as long as a test may take. */
  public String sleep(Map<String, Object> event) throws Exception {
    System.out.println("The function sleeps");
    Thread.sleep(600_000);
    return "awake";
  }
}

package com.example.aot;

import java.util.Locale;
import java.util.function.Function;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Bean
  Function<String, String> shout() {
    String how = AotDetector.useGeneratedArtifacts() ? "ahead of time" : "at run time";
    return text -> "Spring says " + text.toUpperCase(Locale.ROOT) + ", made " + how;
  }
}

package io.github.lambdaimage.maven;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;

/** The environment variables as the session has them: Maven's own view of the machine. */
final class SessionEnvironment {

  private static final String PREFIX = "env.";

  private SessionEnvironment() {}

  static Map<String, String> of(MavenSession session) {
    Properties properties = session.getSystemProperties();
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .collect(
            Collectors.toMap(name -> name.substring(PREFIX.length()), properties::getProperty));
  }
}

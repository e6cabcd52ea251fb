package io.github.lambdaimage.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The main attributes of a jar's manifest that refer to other places. */
final class MainAttributes {

  /** Spring Boot's own, then Java's. */
  private static final String[] START = {"Start-Class", "Main-Class"};

  private final @Nullable Manifest manifest;

  private MainAttributes(@Nullable Manifest manifest) {
    this.manifest = manifest;
  }

  /** The attributes of a manifest outside of jars. */
  static MainAttributes ofFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new MainAttributes(new Manifest(in));
    }
  }

  /** The attributes of a jar; none if its manifest cannot be read, which other checks report. */
  static MainAttributes of(JarFile jar) {
    try {
      return new MainAttributes(jar.getManifest());
    } catch (IOException e) {
      return new MainAttributes(null);
    }
  }

  /**
   * The entries that it adds to the class path.
   *
   * @param target of the jar, to which the entries are relative
   */
  List<String> classPath(String target) {
    String classPath = value(Attributes.Name.CLASS_PATH.toString());
    if (classPath == null || classPath.isBlank()) {
      return List.of();
    }
    String folder = target.substring(0, target.lastIndexOf('/') + 1);
    List<String> targets = new ArrayList<>();
    for (String entry : classPath.strip().split("\\s+", -1)) {
      // A URL to somewhere outside of the image.
      if (!entry.contains(":")) {
        targets.add(normal(entry.startsWith("/") ? entry : folder + entry));
      }
    }
    return targets;
  }

  /** Normalizes it as text: not every name is a path on the system that builds. */
  private static String normal(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /** The internal names of the start classes. */
  List<String> startClasses() {
    List<String> names = new ArrayList<>();
    for (String attribute : START) {
      String name = value(attribute);
      if (name != null) {
        names.add(name.strip().replace('.', '/'));
      }
    }
    return names;
  }

  private @Nullable String value(String attribute) {
    return manifest == null ? null : manifest.getMainAttributes().getValue(attribute);
  }
}

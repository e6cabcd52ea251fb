package io.github.lambdaimage.cache;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;

/**
 * Which plugin this is. What one version wrote on disk is nothing to another: an error that a new
 * version corrects must not live on in what was remembered.
 *
 * @param text such as {@code 1.2.0}; it can be a part of a file's name
 */
public record PluginVersion(String text) {

  private static final String RESOURCE = "plugin-version";
  private static final String SNAPSHOT = "-SNAPSHOT";

  /** The version of the plugin that runs. */
  public static PluginVersion current() {
    String version = released();
    CodeSource source = PluginVersion.class.getProtectionDomain().getCodeSource();
    URL jar = source == null ? null : source.getLocation();
    return jar == null ? new PluginVersion(version) : of(version, jar);
  }

  /** What the plugin is called by who uses it: all snapshots of one name are one. */
  public static String released() {
    try (InputStream in = PluginVersion.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
    } catch (IOException e) {
      // A jar that cannot be read any more has other cares than this.
    }
    return "unknown";
  }

  /** The version in a jar: there are many snapshots of one name, which the jar's own time tells. */
  static PluginVersion of(String version, URL jar) {
    if (version.endsWith(SNAPSHOT)) {
      try {
        BasicFileAttributes file =
            Files.readAttributes(Path.of(jar.toURI()), BasicFileAttributes.class);
        if (file.isRegularFile()) {
          return new PluginVersion(
              version
                  + '-'
                  + Long.toHexString(file.size())
                  + '-'
                  + Long.toHexString(file.lastModifiedTime().toMillis()));
        }
      } catch (IOException | URISyntaxException | RuntimeException e) {
        // No file: a snapshot like every other of its name.
      }
    }
    return new PluginVersion(version);
  }

  @Override
  public String toString() {
    return text;
  }
}

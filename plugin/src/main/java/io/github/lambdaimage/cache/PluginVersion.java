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
 * The version of this plugin. What one version wrote to disk is not used by another: an error that
 * a new version corrects must not live on in what was remembered.
 *
 * @param text such as {@code 1.2.0}; it can be a part of a file name
 */
public record PluginVersion(String text) {

  private static final String RESOURCE = "plugin-version";
  private static final String SNAPSHOT = "-SNAPSHOT";

  /** The running version of the plugin. */
  public static PluginVersion current() {
    String version = released();
    CodeSource source = PluginVersion.class.getProtectionDomain().getCodeSource();
    URL jar = source == null ? null : source.getLocation();
    return jar == null ? new PluginVersion(version) : of(version, jar);
  }

  /** The version as users know it: all snapshots of one name are the same. */
  public static String released() {
    try (InputStream in = PluginVersion.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
    } catch (IOException e) {
      // A jar that can no longer be read has other problems than this.
    }
    return "unknown";
  }

  /**
   * The version in a jar: there are many snapshots with one name, so the jar's own time is added.
   */
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
        // It is not a file: a snapshot like every other with its name.
      }
    }
    return new PluginVersion(version);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * A {@link JarManifest} as a file.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/21/docs/specs/jar/jar.html#jar-manifest">its
 *     format</a>
 */
public final class ManifestFile {

  /** Its name in a jar. */
  public static final String NAME = "META-INF/MANIFEST.MF";

  private static final String VERSION = "Manifest-Version";

  /** In bytes. */
  private static final int LONGEST_LINE = 72;

  private ManifestFile() {}

  /**
   * The manifest of the jar that is made from a module's classes: what the POM says, completed by a
   * file among the classes.
   *
   * @throws LambdaImageException when that file cannot be read
   */
  public static JarManifest of(Source.ModuleClasses classes) throws LambdaImageException {
    Path file = classes.path().resolve(NAME);
    return Files.isRegularFile(file) ? classes.manifest().over(read(file)) : classes.manifest();
  }

  /**
   * Reads a manifest.
   *
   * @throws LambdaImageException when the file is not a manifest
   */
  public static JarManifest read(Path file) throws LambdaImageException {
    try (InputStream in = Files.newInputStream(file)) {
      Manifest manifest = new Manifest(in);
      Map<String, Map<String, String>> sections = new TreeMap<>();
      manifest.getEntries().forEach((name, section) -> sections.put(name, texts(section)));
      return JarManifest.of(texts(manifest.getMainAttributes()), sections);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read as the manifest of a jar: %s. Correct the file, or remove it."
              .formatted(file, FailureReason.of(e)),
          e);
    }
  }

  private static Map<String, String> texts(Attributes attributes) {
    Map<String, String> texts = new TreeMap<>();
    attributes.forEach((name, value) -> texts.put(name.toString(), value.toString()));
    return texts;
  }

  /**
   * The bytes of the file, in a fixed order: Java's own class writes sections in the order of its
   * hash tables.
   */
  public static byte[] bytes(JarManifest manifest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> attributes = manifest.attributes();
    write(out, VERSION, attributes.getOrDefault(VERSION, "1.0"));
    attributes.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase(VERSION)) {
            write(out, name, value);
          }
        });
    manifest
        .sections()
        .forEach(
            (name, section) -> {
              end(out);
              write(out, "Name", name);
              section.forEach((attribute, value) -> write(out, attribute, value));
            });
    end(out);
    return out.toByteArray();
  }

  /** Writes an attribute; a long line continues on the next one, after a space. */
  private static void write(ByteArrayOutputStream out, String name, String value) {
    byte[] line = (name + ": " + value).getBytes(StandardCharsets.UTF_8);
    int written = Math.min(line.length, LONGEST_LINE);
    out.write(line, 0, written);
    end(out);
    while (written < line.length) {
      int length = Math.min(line.length - written, LONGEST_LINE - 1);
      out.write(' ');
      out.write(line, written, length);
      end(out);
      written += length;
    }
  }

  private static void end(ByteArrayOutputStream out) {
    out.write('\r');
    out.write('\n');
  }
}

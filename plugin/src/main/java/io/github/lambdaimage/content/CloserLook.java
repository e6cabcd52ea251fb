package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.elf.FileBytes;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Names in jars that are not among their facts, since they are rarely needed. They are remembered
 * by the jars' contents.
 */
public final class CloserLook {

  private static final int FORM = 1;
  private static final String SERVICES = "META-INF/services/";

  private final Remembered<List<String>> memory;

  /**
   * A look.
   *
   * @param cache remembers them
   */
  public CloserLook(CacheDirectory cache) {
    memory =
        new Remembered<>(
            cache,
            "jar-names",
            FORM,
            names -> String.join("\n", names),
            text -> text.isEmpty() ? List.of() : List.of(text.split("\n", -1)));
  }

  /** Reads one file of a jar. */
  @FunctionalInterface
  private interface Look {
    void into(String name, FileBytes file, Set<String> found) throws IOException;
  }

  /**
   * The internal names of the classes of some versions.
   *
   * @param versions from the jar's facts
   */
  public List<String> classes(Part jar, List<ClassVersion> versions) throws LambdaImageException {
    FieldsDigest key = new FieldsDigest().add("classes");
    for (ClassVersion it : versions) {
      key.add(it.multiRelease() + " " + it.release() + " " + it.preview());
    }
    return names(
        jar,
        key,
        (name, file, found) -> {
          ClassHeader header = new ClassHeader(name);
          if (header.isLoaded()) {
            header
                .read(file)
                .filter(it -> versions.stream().anyMatch(it::isLike))
                .ifPresent(it -> found.add(it.className().replace('.', '/')));
          }
        });
  }

  /** The internal names of the classes that the jar declares as providers of services. */
  public List<String> providers(Part jar) throws LambdaImageException {
    return names(
        jar,
        new FieldsDigest().add("providers"),
        (name, file, found) -> {
          if (isOfService(name)) {
            try (InputStream in = file.open()) {
              found.addAll(providers(in));
            }
          }
        });
  }

  /** Whether a file declares providers of a service; files in deeper folders do not. */
  public static boolean isOfService(String name) {
    return name.startsWith(SERVICES)
        && name.length() > SERVICES.length()
        && name.indexOf('/', SERVICES.length()) < 0;
  }

  /** The internal names of the classes that such a file declares. */
  public static Set<String> providers(InputStream in) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null) {
      int comment = line.indexOf('#');
      String name = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!name.isEmpty()) {
        names.add(name.replace('.', '/'));
      }
      line = lines.readLine();
    }
    return names;
  }

  private List<String> names(Part jar, FieldsDigest what, Look look) throws LambdaImageException {
    String key = what.add(jar.contents()).digest().hex();
    List<String> known = memory.find(key);
    if (known == null) {
      known = read(jar, look);
      memory.keep(key, known);
    }
    return known;
  }

  private static List<String> read(Part part, Look look) throws LambdaImageException {
    if (part.file() == null || !part.unreadable().isEmpty()) {
      return List.of();
    }
    Set<String> found = new LinkedHashSet<>();
    try (ZipFile jar = new ZipFile(part.file().source().path().toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        look.into(entry.getName(), () -> jar.getInputStream(entry), found);
      }
    } catch (IOException e) {
      throw new LambdaImageException(UnreadableFile.jar(part.file(), e), e);
    }
    return new ArrayList<>(found);
  }
}

package io.github.lambdaimage.check;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The classes of all jars of a function together, remembered so that unchanged jars need not be
 * opened.
 */
final class JarClasses {

  private static final int FORM = 1;

  private final SortedMap<String, String> duplicates;

  /** Hashes of the names of all classes, sorted. */
  private final int[] hashes;

  private JarClasses(SortedMap<String, String> duplicates, int[] hashes) {
    this.duplicates = duplicates;
    this.hashes = hashes;
  }

  static JarClasses of(SortedMap<String, String> duplicates, Collection<String> names) {
    return new JarClasses(
        duplicates, names.stream().mapToInt(String::hashCode).sorted().distinct().toArray());
  }

  /** A message for each class that two of the jars have, by its name. */
  SortedMap<String, String> duplicates() {
    return duplicates;
  }

  /** Whether one of the jars may have a class; if not, none has it. */
  boolean mayHave(String name) {
    return Arrays.binarySearch(hashes, name.hashCode()) >= 0;
  }

  /** Where they are remembered. */
  static Remembered<JarClasses> in(CacheDirectory cache) {
    return new Remembered<>(cache, "jar-classes", FORM, JarClasses::text, JarClasses::parse);
  }

  /** A key for a function's jars, in the order of its class path. */
  static String key(List<Part> jars, List<String> targets) throws LambdaImageException {
    FieldsDigest fields = new FieldsDigest();
    targets.forEach(fields::add);
    for (Part jar : jars) {
      fields.add(jar.contents());
    }
    return fields.digest().hex();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    duplicates.forEach((name, said) -> text.append(name).append('\t').append(said).append('\n'));
    ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Integer.BYTES);
    bytes.asIntBuffer().put(hashes);
    return text.append(Base64.getEncoder().encodeToString(bytes.array())).toString();
  }

  private static JarClasses parse(String text) {
    SortedMap<String, String> duplicates = new TreeMap<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      int tab = lines[i].indexOf('\t');
      duplicates.put(lines[i].substring(0, tab), lines[i].substring(tab + 1));
    }
    byte[] bytes = Base64.getDecoder().decode(lines[lines.length - 1]);
    int[] hashes = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(hashes);
    return new JarClasses(duplicates, hashes);
  }
}

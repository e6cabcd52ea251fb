package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.layer.FileStamp;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What was known of a function's jars the last time, by their files' stamps: an unchanged jar is
 * not opened. {@link FactMemory} knows the others, if their content was seen anywhere.
 */
final class KnownJars {

  /** It contains facts too. */
  private static final int FORM = Facts.FORM;

  private final Remembered<Map<String, Known>> memory;
  private final String key;
  private final Map<String, Known> before;
  private final Map<String, Known> now = new ConcurrentSkipListMap<>();
  private final long start = System.currentTimeMillis();
  private volatile boolean noted;

  /**
   * What is known of a jar.
   *
   * @param contents the digest of its table of contents
   */
  record Known(String stamp, String contents, Facts facts) {}

  private KnownJars(Remembered<Map<String, Known>> memory, String key) {
    this.memory = memory;
    this.key = key;
    Map<String, Known> known = memory.find(key);
    this.before = known == null ? Map.of() : known;
  }

  /** What is known of a function with these jars. */
  static KnownJars of(List<Path> jars, CacheDirectory cache) {
    FieldsDigest paths = new FieldsDigest();
    jars.forEach(it -> paths.add(name(it)));
    return new KnownJars(
        new Remembered<>(cache, "jar-files", FORM, KnownJars::text, KnownJars::parse),
        paths.digest().hex());
  }

  /** What is known of a jar, if its file is unchanged. */
  Optional<Known> find(Path jar, FileStamp stamp) {
    Known known = before.get(name(jar));
    if (known == null || !known.stamp().equals(stamp.text())) {
      return Optional.empty();
    }
    now.put(name(jar), known);
    return Optional.of(known);
  }

  /** Records what was found in a jar that had this stamp before it was read. */
  void note(Path jar, FileStamp stamp, String contents, Facts facts) {
    if (stamp.wasSettledAt(start)) {
      now.put(name(jar), new Known(stamp.text(), contents, facts));
      noted = true;
    }
  }

  /** Remembers all jars that are known now. */
  void keep() {
    if (noted || now.size() != before.size()) {
      memory.keep(key, now);
    }
  }

  private static String name(Path jar) {
    return jar.toAbsolutePath().toString();
  }

  private static String text(Map<String, Known> jars) {
    StringBuilder text = new StringBuilder();
    jars.forEach(
        (name, known) -> {
          // A name that does not survive the round trip is only unknown the next time.
          String facts = known.facts().text();
          text.append(name).append('\t').append(known.stamp()).append('\t');
          text.append(known.contents()).append('\t').append(facts.lines().count()).append('\n');
          text.append(facts);
        });
    return text.toString();
  }

  private static Map<String, Known> parse(String text) throws LambdaImageException {
    Map<String, Known> jars = new HashMap<>();
    String[] lines = text.split("\n", -1);
    int at = 0;
    while (at < lines.length - 1) {
      String[] heading = lines[at].split("\t", -1);
      int end = at + 1 + Integer.parseInt(heading[3]);
      Facts facts =
          Facts.parse(String.join("\n", Arrays.asList(lines).subList(at + 1, end)) + "\n");
      jars.put(heading[0], new Known(heading[1], heading[2], facts));
      at = end;
    }
    return jars;
  }
}

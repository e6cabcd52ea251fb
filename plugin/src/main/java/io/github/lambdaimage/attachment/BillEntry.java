package io.github.lambdaimage.attachment;

import io.github.lambdaimage.oci.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a bill of materials.
 *
 * @param label in messages
 * @param names that its jar may have in an image
 * @param hashes of its jar, in lower-case hexadecimal digits
 * @param isJar whether it is a Maven jar, which an image either has or not
 */
record BillEntry(String label, Set<String> names, Set<String> hashes, boolean isJar) {

  private static final String MAVEN = "pkg:maven/";

  /** What a repository puts in place of {@code SNAPSHOT}. */
  private static final Pattern TIMESTAMP = Pattern.compile("-\\d{8}\\.\\d{6}-\\d+(?=[-.])");

  /**
   * An entry, by the fields that both formats have.
   *
   * @param purl {@code null} if it has none
   * @param hashes objects that have the digits in a member
   */
  static BillEntry of(
      String name, String version, @Nullable String purl, List<JsonObject> hashes, String digits) {
    Set<String> found = new HashSet<>();
    for (JsonObject hash : hashes) {
      found.add(hash.text(digits, "").toLowerCase(Locale.ROOT));
    }
    boolean maven = purl != null && purl.startsWith(MAVEN);
    String type = qualifier(purl, "type");
    Coordinates own = maven ? Coordinates.of(String.valueOf(purl)) : null;
    Coordinates coordinates = own == null ? new Coordinates("", name, version, "") : own;
    return new BillEntry(
        coordinates.label(),
        coordinates.jarNames(),
        found,
        own != null && (type.isEmpty() || type.equals("jar")));
  }

  /** The entry of the project itself, whose classes may be in the image in a jar or unpacked. */
  BillEntry asProject() {
    Set<String> all = new HashSet<>(names);
    for (String name : names) {
      // As Quarkus calls it.
      all.add(name.substring(0, name.length() - ".jar".length()) + "-runner.jar");
    }
    return new BillEntry(label, all, hashes, false);
  }

  /** Whether it describes a jar: by its bytes, or by its name. */
  boolean isFor(ImageJar jar) {
    return hashes.contains(jar.digest().hex())
        || hashes.contains(jar.sha1())
        || names.contains(jar.name())
        || names.contains(TIMESTAMP.matcher(jar.name()).replaceFirst("-SNAPSHOT"));
  }

  private static String qualifier(@Nullable String purl, String name) {
    int start = purl == null ? -1 : purl.indexOf('?');
    if (purl == null || start < 0) {
      return "";
    }
    for (String pair : purl.substring(start + 1).split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }

  /** What names an artifact of Maven. */
  private record Coordinates(String group, String artifact, String version, String classifier) {

    /** The coordinates in a package URL, or {@code null} if it has none. */
    static @Nullable Coordinates of(String purl) {
      int end = purl.indexOf('?');
      String path = purl.substring(MAVEN.length(), end < 0 ? purl.length() : end);
      int slash = path.lastIndexOf('/');
      int at = path.lastIndexOf('@');
      return slash < 0 || at < slash
          ? null
          : new Coordinates(
              decoded(path.substring(0, slash)).replace('/', '.'),
              decoded(path.substring(slash + 1, at)),
              decoded(path.substring(at + 1)),
              decoded(qualifier(purl, "classifier")));
    }

    String label() {
      return (group.isEmpty() ? "" : group + ":")
          + artifact
          + (classifier.isEmpty() ? "" : ":" + classifier)
          + (version.isEmpty() ? "" : ":" + version);
    }

    /** As the plugin calls it; with its group, where two have one name. */
    Set<String> jarNames() {
      String name =
          artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
      String loadable = name.replace('%', '_').replace('#', '_');
      return Set.of(loadable, group + "." + loadable);
    }

    private static String decoded(String text) {
      return text.indexOf('%') < 0 ? text : PercentText.decoded(text);
    }
  }
}

package io.github.lambdaimage.packaged;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of files in an archive, however its author wrote them. */
final class EntryName {

  private EntryName() {}

  /**
   * The path of a file below the root of the archive, without {@code ./} and doubled {@code /}.
   *
   * @return {@code null} if it is absolute, leads upwards, or has a drive
   */
  static @Nullable String normalized(String name) {
    boolean elsewhere =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.startsWith(":/", 1);
    return elsewhere ? null : resolved(name, false);
  }

  /**
   * The target of a symbolic link.
   *
   * @param link the name of the link
   * @return {@code null} if it is not in the archive
   */
  static @Nullable String linked(String link, String target) {
    if (target.isEmpty() || target.startsWith("/")) {
      return null;
    }
    return resolved(link.substring(0, link.lastIndexOf('/') + 1) + target, true);
  }

  private static @Nullable String resolved(String path, boolean mayLeadUp) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (!mayLeadUp || parts.isEmpty()) {
          return null;
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : String.join("/", parts);
  }
}

package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Search paths that drop the base's entries. It is a warning, since it may be intended. */
final class LostPaths implements Inspector {

  private static final List<String> PATHS = List.of("PATH", "LD_LIBRARY_PATH");

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    Map<String, String> own = subject.image().environment();
    for (String variable : PATHS) {
      String value = own.get(variable);
      if (value != null) {
        List<String> lost = folders(subject.base().get().environment().getOrDefault(variable, ""));
        Set<String> kept = new HashSet<>(folders(value));
        lost.removeIf(kept::contains);
        if (!lost.isEmpty()) {
          findings.warning(
              "<environment>: '%s' loses %s of the base '%s'. Write ':$%s' behind the value to keep %s."
                  .formatted(
                      variable,
                      lost.stream().map(it -> "'" + it + "'").collect(Collectors.joining(", ")),
                      subject.image().from(),
                      variable,
                      lost.size() == 1 ? "it" : "them"));
        }
      }
    }
  }

  private static List<String> folders(String path) {
    List<String> folders = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      if (folder.startsWith("/")) {
        folders.add(BaseFiles.normalize(folder));
      }
    }
    return folders;
  }
}

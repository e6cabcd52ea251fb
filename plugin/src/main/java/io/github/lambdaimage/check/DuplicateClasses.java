package io.github.lambdaimage.check;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.content.Member;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Classes that two parts of the function have with different bytes, and which of them is loaded.
 */
final class DuplicateClasses implements Inspector {

  private static final int MOST = 10;
  private static final String ROOT = FunctionFile.TASK_ROOT + "/";

  private record Place(Part part, Member member) {}

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    List<Part> parts = inOrder(subject.parts().get());
    Map<String, String> duplicates = duplicates(parts, subject.cache());
    if (!duplicates.isEmpty()) {
      List<String> some = duplicates.values().stream().limit(MOST).toList();
      int more = duplicates.size() - some.size();
      findings.problem(
          "%s %s more than once, with different bytes; the function gets %s%s. Leave one of the two out, with <exclusions> in the pom or <excludes>."
              .formatted(
                  duplicates.size(),
                  duplicates.size() == 1 ? "class occurs" : "classes occur",
                  String.join(", ", some),
                  more == 0 ? "" : ", and so on for %s more".formatted(more)));
    }
  }

  /**
   * A message for each class that occurs twice. The jars are opened only if they are new, or if a
   * class of the project may be in one.
   */
  private static Map<String, String> duplicates(List<Part> parts, CacheDirectory cache)
      throws LambdaImageException {
    List<Part> jars = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (Part part : parts) {
      FunctionFile file = part.file();
      if (file == null || file.source() instanceof Source.ModuleClasses) {
        others.add(part);
      } else if (LibraryFolders.load(file.target())) {
        jars.add(part);
        targets.add(file.target());
      }
    }
    JarClasses ofJars = ofJars(jars, JarClasses.key(jars, targets), JarClasses.in(cache));
    Map<String, Place> seen = new HashMap<>();
    Map<String, String> duplicates = among(others, seen);
    if (seen.keySet().stream().anyMatch(ofJars::mayHave)) {
      return among(parts, new HashMap<>());
    }
    duplicates.putAll(ofJars.duplicates());
    return duplicates;
  }

  private static JarClasses ofJars(List<Part> jars, String key, Remembered<JarClasses> memory)
      throws LambdaImageException {
    JarClasses known = memory.find(key);
    if (known == null) {
      Map<String, Place> seen = new HashMap<>();
      known = JarClasses.of(among(jars, seen), seen.keySet());
      memory.keep(key, known);
    }
    return known;
  }

  /**
   * A message for each class that occurs twice in some parts, in their order.
   *
   * @param seen collects all classes
   */
  private static SortedMap<String, String> among(List<Part> parts, Map<String, Place> seen)
      throws LambdaImageException {
    SortedMap<String, String> duplicates = new TreeMap<>();
    for (Part part : parts) {
      for (Member member : part.members()) {
        if (isLoaded(part, member)) {
          String name =
              part.file() == null ? member.name().substring(ROOT.length()) : member.name();
          Place first = seen.putIfAbsent(name, new Place(part, member));
          if (first != null && isOther(first, member)) {
            String text =
                "'%s' of %s, not of %s"
                    .formatted(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                        first.part().name(),
                        part.name());
            duplicates.putIfAbsent(name, text);
          }
        }
      }
    }
    return duplicates;
  }

  /** The project before its jars, and these in the runtime's order. */
  private static List<Part> inOrder(List<Part> parts) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(
        Comparator.comparing(
            part -> part.file() == null ? null : part.file().target(),
            Comparator.nullsFirst(LibraryFolders.ORDER)));
    return sorted;
  }

  private static boolean isLoaded(Part part, Member member) {
    String name = member.name();
    return member.isClass()
        && (part.file() != null
            ? LibraryFolders.load(part.file().target()) && !name.startsWith("META-INF/")
            : name.startsWith(ROOT) && !name.startsWith(ROOT + "META-INF/"))
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class");
  }

  private static boolean isOther(Place first, Member member) {
    return first.member().size() != member.size() || first.member().crc() != member.crc();
  }
}

package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Member;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Classes that two parts of the function have, with different bytes: which of them counts? */
final class DuplicateClasses implements Inspector {

  private static final int MOST = 10;
  private static final String ROOT = FunctionFile.TASK_ROOT + "/";

  private record Place(Part part, Member member) {}

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    Map<String, Place> seen = new HashMap<>();
    Map<String, String> duplicates = new TreeMap<>();
    for (Part part : inOrder(subject.parts().get())) {
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

  /** The project before its jars, and these as the runtime has them. */
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

package io.github.lambdaimage.report;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileSize;
import io.github.lambdaimage.message.Count;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The heaviest jars: the first place to look for a smaller image. */
final class JarSection {

  private static final int MOST = 20;

  private record Jar(FunctionFile file, long size) {}

  private JarSection() {}

  static String of(List<FunctionLayer> layers) throws LambdaImageException {
    List<Jar> jars = jars(layers);
    if (jars.isEmpty()) {
      return Html.section("jars", "Heaviest jars", "<p>The function has no jar.</p>\n");
    }
    long total = jars.stream().mapToLong(Jar::size).sum();
    long largest = Math.max(1, jars.get(0).size());
    return Html.section(
        "jars",
        "Heaviest jars",
        "<p>%s, %s.</p>\n".formatted(Count.of(jars.size(), "jar"), Size.of(total))
            + jars.stream()
                .limit(MOST)
                .map(jar -> row(jar, largest))
                .collect(Collectors.joining("", "<ol class=\"bars\">\n", "</ol>\n")));
  }

  private static String row(Jar jar, long largest) {
    Dependency dependency = jar.file().dependency();
    String target = jar.file().target();
    return Html.bar(
        "dependencies",
        target.substring(target.lastIndexOf('/') + 1),
        (double) jar.size() / largest,
        Size.of(jar.size()),
        Html.text(dependency == null ? target : dependency.groupId()));
  }

  /** The jars; modules of the reactor that have not been packaged are not jars. */
  private static List<Jar> jars(List<FunctionLayer> layers) throws LambdaImageException {
    List<Jar> jars = new ArrayList<>();
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        if (file.target().endsWith(".jar") && file.source() instanceof Source.PlainFile) {
          jars.add(new Jar(file, FileSize.of(file)));
        }
      }
    }
    jars.sort(Comparator.comparingLong(Jar::size).reversed());
    return jars;
  }
}

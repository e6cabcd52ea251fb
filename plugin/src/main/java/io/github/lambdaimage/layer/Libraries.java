package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The jars in {@code /var/task/lib}, each under a name of its own. */
final class Libraries {

  private static final String DIRECTORY = FunctionFile.TASK_ROOT + "/lib/";

  private final Map<String, Long> timesUsed;
  private final List<Dependency> dependencies;

  Libraries(List<Dependency> dependencies) {
    this.dependencies = dependencies;
    this.timesUsed =
        dependencies.stream()
            .collect(Collectors.groupingBy(Dependency::loadableName, Collectors.counting()));
  }

  List<FunctionFile> files() {
    List<FunctionFile> files = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      files.add(
          new FunctionFile(
              dependency.source(),
              DIRECTORY + nameOf(dependency),
              FunctionFile.READABLE,
              dependency));
    }
    return files;
  }

  /**
   * The file name of a dependency. If artifacts of two groups share one, each gets its group in
   * front.
   */
  private String nameOf(Dependency dependency) {
    String name = dependency.loadableName();
    return timesUsed.getOrDefault(name, 0L) > 1 ? dependency.groupId() + "." + name : name;
  }
}

package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of a multi-release jar that lie in a folder. In a jar, Java takes the newest version of a
 * file that is for its release or an older one; in a folder it never looks for other versions.
 *
 * @see <a href="https://openjdk.org/jeps/238">JEP 238</a>
 */
public final class MultiReleaseTree {

  private static final String META_INF = "META-INF/";
  private static final String VERSIONS = META_INF + "versions/";
  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";

  /** The first release of Java that knows such folders. */
  private static final int FIRST = 9;

  private static final int MOST_DIGITS = 4;

  private MultiReleaseTree() {}

  /**
   * What a multi-release jar of these files would give.
   *
   * @param files by their name in the jar, with {@code /}
   * @param release of the Java that reads it
   * @return the same files, each replaced by the newest version for this Java, and those that exist
   *     only as a version; the folders of versions stay, as in a jar
   */
  public static <T> SortedMap<String, T> asOf(SortedMap<String, T> files, int release) {
    SortedMap<String, T> answers = new TreeMap<>(files);
    Map<String, Integer> versions = new HashMap<>();
    for (Map.Entry<String, T> file : files.tailMap(VERSIONS).entrySet()) {
      String name = file.getKey();
      if (!name.startsWith(VERSIONS)) {
        break;
      }
      int version = version(name);
      String base = name.substring(name.indexOf('/', VERSIONS.length()) + 1);
      if (version <= release
          && !base.startsWith(META_INF)
          && version > versions.getOrDefault(base, FIRST - 1)) {
        versions.put(base, version);
        answers.put(base, file.getValue());
      }
    }
    return answers;
  }

  /** The release that a file is for; 0 if it is not in such a folder. */
  private static int version(String name) {
    int end = name.indexOf('/', VERSIONS.length());
    int digits = end - VERSIONS.length();
    if (digits < 1 || digits > MOST_DIGITS || name.charAt(VERSIONS.length()) == '0') {
      return 0;
    }
    int version = 0;
    for (int i = VERSIONS.length(); i < end; i++) {
      char digit = name.charAt(i);
      if (digit < '0' || digit > '9') {
        return 0;
      }
      version = 10 * version + digit - '0';
    }
    return version;
  }

  /** Whether the project has files that are only for some releases of Java. */
  public static boolean isIn(List<FunctionLayer> layers) {
    for (FunctionLayer layer : layers) {
      if (isOfProject(layer)) {
        for (FunctionFile file : layer.files()) {
          if (file.target().startsWith(TASK_ROOT + VERSIONS)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Layers of a function whose project is a multi-release jar, with the files that the jar would
   * give.
   *
   * @param release of the base's Java
   * @throws LambdaImageException when a file that the user adds is in the way
   */
  public static List<FunctionLayer> over(List<FunctionLayer> layers, int release)
      throws LambdaImageException {
    List<FunctionLayer> answering = new ArrayList<>();
    for (FunctionLayer layer : layers) {
      answering.add(isOfProject(layer) ? over(layer, release) : layer);
    }
    FunctionContents.refuseImpossible(answering);
    return answering;
  }

  private static FunctionLayer over(FunctionLayer layer, int release) {
    SortedMap<String, FunctionFile> files = new TreeMap<>();
    List<FunctionFile> answers = new ArrayList<>();
    for (FunctionFile file : layer.files()) {
      if (file.target().startsWith(TASK_ROOT)) {
        files.put(file.target().substring(TASK_ROOT.length()), file);
      } else {
        // A runtime that was packed beside the classes.
        answers.add(file);
      }
    }
    asOf(files, release)
        .forEach(
            (name, file) ->
                answers.add(
                    new FunctionFile(
                        file.source(), TASK_ROOT + name, file.mode(), file.dependency())));
    return FunctionLayer.of(layer.name(), answers);
  }

  private static boolean isOfProject(FunctionLayer layer) {
    return layer.name().equals(FunctionContents.CLASSES)
        || layer.name().equals(FunctionContents.RESOURCES);
  }
}

package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a function's files go on a base. A layer has entries for the directories of its files: one
 * in place of a symbolic link would replace the link, one in place of a directory would change its
 * mode. So files go to the links' targets, and directories keep their modes.
 */
public final class BasePlaces {

  private static final int USUAL_MODE = 0755;
  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";

  /**
   * Plain directories with the usual mode on each base of AWS's, empty except for the runtime's.
   */
  private static final List<String> PLAIN_ON_AWS = List.of("/opt/", "/var/runtime/");

  private static final List<String> AWS =
      List.of("java", "provided", "python", "nodejs", "dotnet", "ruby", "go");

  private final BaseFiles base;
  private final SortedMap<String, Integer> modes = new TreeMap<>();

  private BasePlaces(BaseFiles base) {
    this.base = base;
  }

  /** Whether the base's files affect any of the layers. */
  public static boolean matter(List<FunctionLayer> layers, ImageName base) {
    for (FunctionLayer layer : layers) {
      if (matter(layer, base)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the base's files affect a layer: usually not, so they need not be fetched. The task
   * root is the function's own everywhere.
   */
  static boolean matter(FunctionLayer layer, ImageName base) {
    boolean ofAws = isOfAws(base);
    for (FunctionFile file : layer.files()) {
      String target = file.target();
      if (!target.startsWith(TASK_ROOT)
          && target.lastIndexOf('/') > 0
          && !(ofAws && PLAIN_ON_AWS.stream().anyMatch(target::startsWith))) {
        return true;
      }
    }
    return false;
  }

  /** Judged by name: a base made from one of AWS's may have links anywhere. */
  private static boolean isOfAws(ImageName base) {
    String repository = base.repository();
    for (String name : AWS) {
      if (repository.equals("lambda/" + name) || repository.endsWith("/lambda/" + name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The layers with their files in these places.
   *
   * @throws LambdaImageException when links of the base form a circle, or two files get the same
   *     path
   */
  static List<FunctionLayer> of(List<FunctionLayer> layers, ImageName name, BaseFiles base)
      throws LambdaImageException {
    List<FunctionLayer> placed = new ArrayList<>();
    for (FunctionLayer layer : layers) {
      // A layer is the same whatever other layers there are.
      placed.add(matter(layer, name) ? new BasePlaces(base).placed(layer) : layer);
    }
    FunctionContents.refuseImpossible(placed);
    return placed;
  }

  private FunctionLayer placed(FunctionLayer layer) throws LambdaImageException {
    List<FunctionFile> files = new ArrayList<>();
    for (FunctionFile file : layer.files()) {
      if (file.target().startsWith(TASK_ROOT)) {
        files.add(file);
        continue;
      }
      String target = place(file.target());
      Source source =
          file.source() instanceof Source.Link link
              ? new Source.Link(link.path(), text(link, file.target(), target), link.toDirectory())
              : file.source();
      files.add(new FunctionFile(source, target, file.mode(), file.dependency()));
      noteModes(target);
    }
    return FunctionLayer.of(layer.name(), files, modes);
  }

  private String place(String target) throws LambdaImageException {
    return base.landing(target)
        .orElseThrow(
            () ->
                new LambdaImageException(
                    "'%s' has no place in the image: the symbolic links of the base lead in a circle there. Set another <into> in <extraFiles>."
                        .formatted(target)));
  }

  private void noteModes(String target) {
    for (int end = target.lastIndexOf('/'); end > 0; end = target.lastIndexOf('/', end - 1)) {
      OptionalInt mode = base.mode(target.substring(0, end));
      if (mode.isPresent() && mode.getAsInt() != USUAL_MODE) {
        modes.put(target.substring(0, end), mode.getAsInt());
      }
    }
  }

  /** The text with which a moved link leads to the same target. */
  private String text(Source.Link link, String before, String now) throws LambdaImageException {
    Deque<String> names = new ArrayDeque<>(names(folder(before)));
    for (String name : names(link.text())) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.equals(".")) {
        names.addLast(name);
      }
    }
    String end = "/" + String.join("/", names);
    String placeOfEnd = place(end);
    return before.equals(now) && end.equals(placeOfEnd)
        ? link.text()
        : relative(names(folder(now)), names(placeOfEnd));
  }

  private static String relative(List<String> folder, List<String> end) {
    int common = 0;
    while (common < Math.min(folder.size(), end.size())
        && folder.get(common).equals(end.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < folder.size(); i++) {
      way.add("..");
    }
    way.addAll(end.subList(common, end.size()));
    return way.isEmpty() ? "." : String.join("/", way);
  }

  private static String folder(String target) {
    return target.substring(0, target.lastIndexOf('/'));
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }
}

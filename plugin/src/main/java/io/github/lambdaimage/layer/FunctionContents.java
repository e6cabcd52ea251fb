package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Sorts a function's files into layers, the most stable first: after a change, only its own layer
 * and those above it are uploaded, never the models below.
 */
public final class FunctionContents {

  static final String RESOURCES = "resources";
  static final String CLASSES = "classes";

  private FunctionContents() {}

  /**
   * The layers of a function without content and without files from other images.
   *
   * @param classes the project's {@code target/classes}
   */
  public static List<FunctionLayer> layers(
      Path classes, List<Dependency> dependencies, List<ExtraFiles> extraFiles)
      throws LambdaImageException {
    Programs programs = Programs.of(Map.of());
    return layers(
        own(classes, programs), libraries(dependencies), extraFiles(extraFiles, programs));
  }

  /**
   * The files in a folder that is the root of the class path.
   *
   * @param programs that Lambda starts by itself
   */
  public static List<FunctionFile> own(Path classes, Programs programs)
      throws LambdaImageException {
    List<FunctionFile> own = new ArrayList<>();
    for (Map.Entry<String, Path> file : FileTree.list(classes).entrySet()) {
      String target = FunctionFile.TASK_ROOT + "/" + file.getKey();
      own.add(
          target.endsWith(".class")
              ? FunctionFile.readable(file.getValue(), target)
              : new FunctionFile(file.getValue(), target, FileMode.of(file.getValue(), false)));
    }
    return programs.executableAmong(own);
  }

  /** Dependencies as files of the image, each under a name of its own. */
  public static List<FunctionFile> libraries(List<Dependency> dependencies) {
    return new Libraries(dependencies).files();
  }

  /**
   * The files that the user adds.
   *
   * @param programs that Lambda starts by itself
   */
  public static List<FunctionFile> extraFiles(List<ExtraFiles> extraFiles, Programs programs)
      throws LambdaImageException {
    List<FunctionFile> extra = new ArrayList<>();
    for (ExtraFiles files : extraFiles) {
      extra.addAll(ExtraFileList.of(files, programs));
    }
    return extra;
  }

  /**
   * The layers {@code extra files}, {@code dependencies}, {@code snapshot dependencies}, {@code
   * modules}, {@code resources} and {@code classes}; empty ones are left out.
   *
   * @param own classes, and the files beside them
   * @param libraries jars; an unknown one counts as released
   * @param extra files of the user, and of other images
   * @throws LambdaImageException when two files have the same path, or a name is not possible in an
   *     image
   */
  public static List<FunctionLayer> layers(
      List<FunctionFile> own, List<FunctionFile> libraries, List<FunctionFile> extra)
      throws LambdaImageException {
    List<FunctionFile> compiled = new ArrayList<>();
    List<FunctionFile> resources = new ArrayList<>();
    for (FunctionFile file : own) {
      (file.target().endsWith(".class") ? compiled : resources).add(file);
    }
    List<FunctionLayer> layers = new ArrayList<>();
    add(layers, "extra files", extra);
    add(layers, "dependencies", ofStability(Stability.RELEASE, libraries));
    add(layers, "snapshot dependencies", ofStability(Stability.SNAPSHOT, libraries));
    add(layers, "modules", ofStability(Stability.MODULE, libraries));
    add(layers, RESOURCES, resources);
    add(layers, CLASSES, compiled);
    refuseImpossible(layers);
    return layers;
  }

  /** Whether a runtime of the user's own is among the existing extra files. */
  public static boolean bringRuntime(List<ExtraFiles> extraFiles) throws LambdaImageException {
    Programs programs = Programs.of(Map.of());
    for (ExtraFiles files : extraFiles) {
      if (Files.exists(files.from())
          && FunctionFile.mayHaveBootstrap(files.into())
          && ExtraFileList.of(files, programs).stream().anyMatch(FunctionFile::isRuntime)) {
        return true;
      }
    }
    return false;
  }

  private static List<FunctionFile> ofStability(Stability stability, List<FunctionFile> libraries) {
    List<FunctionFile> files = new ArrayList<>();
    for (FunctionFile library : libraries) {
      Dependency dependency = library.dependency();
      if (stability == (dependency == null ? Stability.RELEASE : dependency.stability())) {
        files.add(library);
      }
    }
    return files;
  }

  private static void add(List<FunctionLayer> layers, String name, List<FunctionFile> files) {
    if (!files.isEmpty()) {
      layers.add(FunctionLayer.of(name, files));
    }
  }

  /** Refuses impossible names, and paths that two files, or a file and a directory, share. */
  public static void refuseImpossible(List<FunctionLayer> layers) throws LambdaImageException {
    NavigableMap<String, Path> sources = new TreeMap<>();
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        LayerNames.check(file.target());
        Path other = sources.put(file.target(), file.source().path());
        if (other != null) {
          throw collision(file.target(), other, file.source().path());
        }
      }
    }
    for (Map.Entry<String, Path> file : sources.entrySet()) {
      // Files below it, if any, come first among the names that follow it.
      String below = file.getKey() + '/';
      Map.Entry<String, Path> next = sources.ceilingEntry(below);
      if (next != null && next.getKey().startsWith(below)) {
        throw collision(file.getKey(), file.getValue(), next.getValue());
      }
    }
  }

  private static LambdaImageException collision(String target, Path one, Path other) {
    return new LambdaImageException(
        "Two files want the place '%s' in the image: '%s' and '%s'. Give one of them another <into> in <extraFiles>, or leave it out with <excludes>."
            .formatted(target, one, other));
  }
}

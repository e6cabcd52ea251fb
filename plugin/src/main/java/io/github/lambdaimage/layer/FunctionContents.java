package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Sorts a function's files into layers, the most stable first: a change uploads its own layer and
 * those that change more often, never the models below.
 */
public final class FunctionContents {

  private FunctionContents() {}

  /**
   * The layers {@code extra files}, {@code dependencies}, {@code snapshot dependencies}, {@code
   * modules}, {@code resources} and {@code classes}; empty ones are left out.
   *
   * @param classes the project's {@code target/classes}
   * @throws LambdaImageException when there are no classes, when two files want the same place, or
   *     one cannot have its name in an image
   */
  public static List<FunctionLayer> layers(
      Path classes, List<Dependency> dependencies, List<ExtraFiles> extraFiles)
      throws LambdaImageException {
    Libraries libraries = new Libraries(dependencies);
    List<FunctionFile> compiled = new ArrayList<>();
    List<FunctionFile> resources = new ArrayList<>();
    for (Map.Entry<String, Path> file : FileTree.list(classes).entrySet()) {
      (file.getKey().endsWith(".class") ? compiled : resources)
          .add(
              FunctionFile.readable(file.getValue(), FunctionFile.TASK_ROOT + "/" + file.getKey()));
    }
    List<FunctionFile> extra = new ArrayList<>();
    for (ExtraFiles files : extraFiles) {
      extra.addAll(ExtraFileList.of(files));
    }
    // A function of a custom runtime needs no class.
    if (compiled.isEmpty() && extra.stream().noneMatch(FunctionFile::isBootstrap)) {
      throw new LambdaImageException(
          "No classes in '%s'%s. Compile first (a goal that is bound in <executions> must come after the phase 'compile'), or configure the plugin in the module that holds the handler."
              .formatted(classes, Files.isDirectory(classes) ? "" : ", which does not exist"));
    }
    List<FunctionLayer> layers = new ArrayList<>();
    add(layers, "extra files", extra);
    add(layers, "dependencies", libraries.ofStability(Stability.RELEASE));
    add(layers, "snapshot dependencies", libraries.ofStability(Stability.SNAPSHOT));
    add(layers, "modules", libraries.ofStability(Stability.MODULE));
    add(layers, "resources", resources);
    add(layers, "classes", compiled);
    refuseImpossible(layers);
    return layers;
  }

  private static void add(List<FunctionLayer> layers, String name, List<FunctionFile> files) {
    if (!files.isEmpty()) {
      layers.add(FunctionLayer.of(name, files));
    }
  }

  /** Names that no file can have, and places that two want: a file's, or its directory's. */
  private static void refuseImpossible(List<FunctionLayer> layers) throws LambdaImageException {
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
      // What is below it, if anything is, comes first of all that is not before it.
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

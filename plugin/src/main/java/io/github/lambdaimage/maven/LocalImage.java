package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.startup.StartupMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The project's image, kept up to date and run on this machine. */
final class LocalImage {

  private final FunctionBuild function;
  private final LocalRuns runs;
  private final OwnVariables variables;
  private final Console console;
  private final ServedImage served = new ServedImage();
  private @Nullable ImageLayout current;

  LocalImage(FunctionBuild function, LocalRuns runs, OwnVariables variables, Console console) {
    this.function = function;
    this.runs = runs;
    this.variables = variables;
    this.console = console;
  }

  /** Makes sure that the image is up to date, and prepares it to be run; nothing runs yet. */
  LocalRun current() throws LambdaImageException {
    Map<String, String> own = variables.read();
    return function.work(
        () -> {
          ImageLayout layout = assembled();
          current = layout;
          return served.run(layout.summary().digest(), own, () -> runs.of(layout, own));
        });
  }

  /** Prepares the image of {@link #current} once more, to be started without its cache. */
  LocalRun withoutCache() throws LambdaImageException {
    ImageLayout layout = Objects.requireNonNull(current);
    Map<String, String> own = new TreeMap<>(variables.read());
    own.put(StartupMode.VARIABLE, StartupMode.OFF.text());
    return function.work(() -> runs.of(layout, own));
  }

  /** Does what {@link #current} does, unless image and variables are those of the last time. */
  Optional<LocalRun> changed() throws LambdaImageException {
    Map<String, String> own = variables.read();
    return function.work(
        () -> {
          ImageLayout layout = assembled();
          return served.runOther(layout.summary().digest(), own, () -> runs.of(layout, own));
        });
  }

  private ImageLayout assembled() throws LambdaImageException {
    Assembly assembly = function.assemble(BasePolicy.RECORDED);
    new GoalReport(console).rebuilt(assembly);
    console.clear();
    return assembly.layout();
  }

  /** Whether there are classes: a clean compilation deletes them first. */
  boolean hasClasses() throws LambdaImageException {
    return Files.isRegularFile(function.own()) || !FileTree.list(function.own()).isEmpty();
  }

  /**
   * Directories whose files count, including new ones; and the other files of the image or the run.
   */
  List<Path> files() throws LambdaImageException {
    List<Path> folders = new ArrayList<>(List.of(function.own()));
    folders.addAll(function.extraFiles());
    Set<Path> files = new LinkedHashSet<>(folders);
    for (FunctionLayer layer : function.image().layers()) {
      for (FunctionFile file : layer.files()) {
        Path path = file.source().path();
        if (!function.isUnpacked(path) && folders.stream().noneMatch(path::startsWith)) {
          files.add(path);
        }
      }
    }
    files.add(variables.file());
    return List.copyOf(files);
  }
}

package io.github.lambdaimage.packaged;

import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A function as its build has packed it.
 *
 * @param files its own: classes, resources, a {@code bootstrap}
 * @param libraries the jars in {@code lib}, each with its dependency, if that is known
 */
public record PackagedFunction(List<FunctionFile> files, List<FunctionFile> libraries) {

  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";

  /**
   * Reads a package; unpacks an archive if that was not done before.
   *
   * @param unpacked the folder for the files of an archive
   * @param version of the plugin, which owns the folder
   * @param dependencies of the project, by whose names the jars of the package are recognised
   * @throws LambdaImageException when it does not exist, is not a package, or has another form
   */
  public static PackagedFunction read(
      Content content, Path unpacked, PluginVersion version, List<Dependency> dependencies)
      throws LambdaImageException {
    Path path = content.path();
    if (!Files.exists(path)) {
      throw new LambdaImageException(
          "<content> '%s' does not exist. %s".formatted(path, content.cure()));
    }
    PackagedFiles packaged =
        Files.isDirectory(path)
            ? PackageFolder.files(path)
            : new UnpackedArchive(unpacked, version).files(path);
    PackageForm.refuseOther(path, packaged.files().keySet());
    return sorted(packaged, JarNames.of(dependencies));
  }

  private static PackagedFunction sorted(PackagedFiles packaged, JarNames known) {
    List<FunctionFile> files = new ArrayList<>();
    List<FunctionFile> libraries = new ArrayList<>();
    for (Map.Entry<String, Path> file : packaged.files().entrySet()) {
      String name = file.getKey();
      if (PackageForm.isLibrary(name)) {
        libraries.add(library(name, file.getValue(), known));
      } else if (name.equals(PackageForm.BOOTSTRAP)) {
        // In a zip, Lambda starts it in the task root; in an image, the base starts it there.
        files.add(
            new FunctionFile(file.getValue(), FunctionFile.BOOTSTRAP, FunctionFile.EXECUTABLE));
      } else {
        boolean program = packaged.executables().contains(name) && !name.endsWith(".class");
        files.add(
            new FunctionFile(
                file.getValue(),
                TASK_ROOT + name,
                program ? FunctionFile.EXECUTABLE : FunctionFile.READABLE));
      }
    }
    return new PackagedFunction(files, libraries);
  }

  private static FunctionFile library(String name, Path file, JarNames known) {
    Source source = new Source.PlainFile(file);
    String jar = name.substring(PackageForm.LIBRARIES.length());
    return new FunctionFile(
        source, TASK_ROOT + name, FunctionFile.READABLE, known.dependency(jar, source));
  }
}

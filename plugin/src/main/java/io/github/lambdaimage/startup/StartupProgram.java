package io.github.lambdaimage.startup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.StartupCaches;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.layer.StoredJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The program in the image that starts the JVM with a cache, and the jar of the function's classes,
 * since a JVM's cache cannot contain classes of a folder with files.
 */
final class StartupProgram {

  /** Its path in the image. */
  static final String PATH = StartupCaches.DIRECTORY + "start";

  private static final String LAYER = "startup program";
  private static final String RESOURCE = "start";
  private static final String CLASSES = "classes.jar";

  /** The variable with the wrapper that would be called without it. */
  private static final String OTHER_WRAPPER = "LAMBDA_IMAGE_EXEC_WRAPPER";

  /** The base's value, in the syntax for variables of an image. */
  private static final String OF_BASE = "${" + Programs.WRAPPER + ":-}";

  /**
   * With this manifest, Java searches the folder right after the jar, as if it were on the class
   * path: resources keep their paths and their order. The JVM does not check that the folder is
   * empty.
   */
  private static final byte[] MANIFEST =
      ("Manifest-Version: 1.0\r\nClass-Path: file:" + FunctionFile.TASK_ROOT + "/\r\n\r\n")
          .getBytes(US_ASCII);

  private StartupProgram() {}

  /** Writes its files to a directory, and makes a layer of them. */
  static FunctionLayer layer(FunctionImage image, Path directory) throws IOException {
    Path program = directory.resolve(RESOURCE);
    try (InputStream in =
        Objects.requireNonNull(StartupProgram.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      Files.copy(in, program);
    }
    Path jar = directory.resolve(CLASSES);
    try (StoredJar classes = StoredJar.create(jar)) {
      classes.add(ManifestFile.NAME, MANIFEST);
      for (FunctionLayer layer : image.layers()) {
        for (FunctionFile file : layer.files()) {
          if (isClass(file)) {
            classes.add(
                file.target().substring(FunctionFile.TASK_ROOT.length() + 1), file.source().path());
          }
        }
      }
    }
    return FunctionLayer.of(
        LAYER,
        List.of(
            new FunctionFile(program, PATH, FunctionFile.EXECUTABLE),
            FunctionFile.readable(jar, StartupCaches.DIRECTORY + CLASSES)));
  }

  private static boolean isClass(FunctionFile file) {
    return file.target().startsWith(FunctionFile.TASK_ROOT + "/")
        && file.target().endsWith(".class")
        && file.source() instanceof Source.PlainFile;
  }

  /** The variables that make AWS's runtime start it; it calls the user's own wrapper. */
  static SortedMap<String, String> environment(SortedMap<String, String> variables) {
    SortedMap<String, String> with = new TreeMap<>(variables);
    with.put(OTHER_WRAPPER, variables.getOrDefault(Programs.WRAPPER, OF_BASE));
    with.put(Programs.WRAPPER, PATH);
    return with;
  }
}

package io.github.lambdaimage.packaged;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of Lambda's deployment package: classes and resources at the root, jars in {@code lib},
 * or a {@code bootstrap}. An image made from another form would not start.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">deployment packages
 *     for Java</a>
 */
final class PackageForm {

  static final String BOOTSTRAP = "bootstrap";
  static final String LIBRARIES = "lib/";

  private static final String LAYER = "java/";
  private static final String OF_LAYER = LAYER + LIBRARIES;
  private static final String BOOT_CLASSES = "BOOT-INF/classes/";
  private static final String BOOT_LIBRARIES = "BOOT-INF/lib/";
  private static final String WEB_APPLICATION = "WEB-INF/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private PackageForm() {}

  /** Whether a file is a jar where the runtime looks for jars. */
  static boolean isLibrary(String name) {
    return isJarIn(LIBRARIES, name);
  }

  /**
   * Refuses packages in which Lambda would find nothing.
   *
   * @param names of all files
   */
  static void refuseOther(Path path, Set<String> names) throws LambdaImageException {
    if (names.isEmpty()) {
      throw new LambdaImageException(
          "<content> '%s' has no files in it. See what the plugin that makes it is told to put there."
              .formatted(path));
    }
    if (has(BOOT_CLASSES, names) || has(BOOT_LIBRARIES, names)) {
      throw new LambdaImageException(
          "<content> '%s' is an executable jar of Spring Boot: its classes are in '%s', where Lambda's runtime does not look. Leave out <content>, and the image is made of the project's classes and dependencies."
              .formatted(path, BOOT_CLASSES));
    }
    String folder = folderOfAll(names);
    if (folder != null && !folder.equals(LAYER) && isRoot(folder, names)) {
      throw new LambdaImageException(
          "<content> '%s' has everything in the folder '%s', and Lambda's runtime looks at the root. Have it packed without that folder (<includeBaseDirectory>false</includeBaseDirectory> for maven-assembly-plugin)."
              .formatted(path, folder));
    }
    if (!isPackage(names)) {
      throw other(path, names);
    }
  }

  private static boolean isPackage(Set<String> names) {
    for (String name : names) {
      boolean isClass =
          name.endsWith(".class")
              && !name.startsWith("META-INF/")
              && !name.startsWith(WEB_APPLICATION);
      if (isClass || isLibrary(name) || name.equals(BOOTSTRAP)) {
        return true;
      }
    }
    return false;
  }

  private static LambdaImageException other(Path path, Set<String> names) {
    if (names.stream().anyMatch(name -> isJarIn(OF_LAYER, name))) {
      return new LambdaImageException(
          "<content> '%s' has the form of a Lambda layer, with jars in '%s'; a function has them in '%s', and its classes at the root. Have them packed there, or name the function's own package; for files of a layer there is <extraFiles> (<into>/opt</into>)."
              .formatted(path, OF_LAYER, LIBRARIES));
    }
    if (has(WEB_APPLICATION, names)) {
      return new LambdaImageException(
          "<content> '%s' is a web application: its classes are in '%s', where Lambda's runtime does not look. Leave out <content>, and the image is made of the project's classes and dependencies."
              .formatted(path, WEB_APPLICATION));
    }
    return new LambdaImageException(
        "<content> '%s' is not in the form of Lambda's deployment package: it has neither classes at its root, nor jars in '%s', nor a '%s'. Name what the build makes for Lambda, such as Quarkus' 'target/function.zip' or a shaded jar."
            .formatted(path, LIBRARIES, BOOTSTRAP));
  }

  private static boolean has(String folder, Set<String> names) {
    return names.stream().anyMatch(name -> name.startsWith(folder));
  }

  private static boolean isJarIn(String folder, String name) {
    return name.startsWith(folder)
        && name.endsWith(".jar")
        && name.indexOf('/', folder.length()) < 0;
  }

  /** Whether a folder looks like the root of a package. */
  private static boolean isRoot(String folder, Set<String> names) {
    return names.contains(folder + MANIFEST)
        || names.contains(folder + BOOTSTRAP)
        || names.stream().anyMatch(name -> isJarIn(folder + LIBRARIES, name));
  }

  /** The folder at the root that contains all files, or {@code null} if there is none. */
  private static @Nullable String folderOfAll(Set<String> names) {
    String first = names.iterator().next();
    String folder = first.substring(0, first.indexOf('/') + 1);
    return !folder.isEmpty() && names.stream().allMatch(name -> name.startsWith(folder))
        ? folder
        : null;
  }
}

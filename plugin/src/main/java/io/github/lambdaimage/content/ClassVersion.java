package io.github.lambdaimage.content;

import java.util.Optional;

/**
 * Class files of one version.
 *
 * @param multiRelease the Java release that a folder of a multi-release jar is for, 0 outside of
 *     such folders
 * @param release the oldest Java release that loads them
 * @param preview whether they need exactly this release, with {@code --enable-preview}
 * @param count how many there are
 * @param example the name of one in the jar, or below the task root
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html#jvms-4.1">the class
 *     file format</a>
 */
public record ClassVersion(
    int multiRelease, int release, boolean preview, int count, String example) {

  /**
   * The version of one class file; empty if it is not a class.
   *
   * @param name below the task root
   */
  public static Optional<ClassVersion> of(String name, byte[] file) {
    return new ClassHeader(name).read(file);
  }

  ClassVersion plusOne() {
    return new ClassVersion(multiRelease, release, preview, count + 1, example);
  }

  /** Whether other class files have the same version, for the same releases. */
  boolean isLike(ClassVersion other) {
    return multiRelease == other.multiRelease
        && release == other.release
        && preview == other.preview;
  }

  /**
   * One class of this version.
   *
   * @param name its internal name
   */
  public ClassVersion of(String name) {
    return new ClassVersion(multiRelease, release, preview, 1, name + ".class");
  }

  /** The name of the example as in source code. */
  public String className() {
    String name = example.substring(0, example.length() - ".class".length());
    return name.replaceFirst("^META-INF/versions/\\d+/", "").replace('/', '.');
  }
}

package io.github.lambdaimage.function;

import java.nio.file.Path;

/** Where the bytes of a file of the image come from. */
public sealed interface Source {

  /** The file, the directory of the classes, or the link. */
  Path path();

  /** A file that is taken as it is. */
  record PlainFile(Path path) implements Source {}

  /**
   * The compiled classes of a module of the same reactor that has not been packaged, and all that
   * lies beside them. The image gets a jar of them: the runtime takes nothing else from {@code
   * lib}.
   *
   * @param manifest that the module's own jar would have, as far as its POM says; a file of the
   *     classes may say more
   */
  record ModuleClasses(Path path, JarManifest manifest) implements Source {

    /** Those of a module whose POM says nothing. */
    public ModuleClasses(Path path) {
      this(path, JarManifest.EMPTY);
    }
  }

  /**
   * A symbolic link, which the image gets as one.
   *
   * @param path of the link itself
   * @param text where it leads to in the image, relative to its folder, {@code /} between names
   * @param toDirectory whether that is a directory
   */
  record Link(Path path, String text, boolean toDirectory) implements Source {}
}

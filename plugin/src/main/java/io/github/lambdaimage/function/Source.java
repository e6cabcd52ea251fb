package io.github.lambdaimage.function;

import java.nio.file.Path;

/** Where the bytes of a file of the image come from. */
public sealed interface Source {

  /** The file, the classes' directory, or the link. */
  Path path();

  /** A file that is used as it is. */
  record PlainFile(Path path) implements Source {}

  /**
   * The compiled classes of a module of the same reactor that has not been packaged, with all files
   * beside them. The image gets a jar of them, since the runtime loads nothing else from {@code
   * lib}.
   *
   * @param manifest that the module's own jar would have, as far as its POM says; a manifest file
   *     among the classes may add to it
   */
  record ModuleClasses(Path path, JarManifest manifest) implements Source {

    /** The classes of a module whose POM configures no manifest. */
    public ModuleClasses(Path path) {
      this(path, JarManifest.EMPTY);
    }
  }

  /**
   * A symbolic link, which stays a link in the image.
   *
   * @param path of the link itself
   * @param text its target in the image, relative to its folder, with {@code /}
   * @param toDirectory whether the target is a directory
   */
  record Link(Path path, String text, boolean toDirectory) implements Source {}
}

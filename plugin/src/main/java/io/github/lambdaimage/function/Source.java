package io.github.lambdaimage.function;

import java.nio.file.Path;

/** Where the bytes of a file of the image come from. */
public sealed interface Source {

  /** The file, or the directory of the classes. */
  Path path();

  /** A file that is taken as it is. */
  record PlainFile(Path path) implements Source {}

  /**
   * The compiled classes of a module of the same reactor that has not been packaged, and all that
   * lies beside them. The image gets a jar of them: the runtime takes nothing else from {@code
   * lib}.
   */
  record ModuleClasses(Path path) implements Source {}
}

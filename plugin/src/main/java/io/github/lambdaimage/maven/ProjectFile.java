package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.File;
import java.nio.file.Path;

/** A file that a text names, as Maven makes files of its own parameters. */
final class ProjectFile {

  private ProjectFile() {}

  /** Relative to the project, with either slash. */
  static Path of(File basedir, String name) throws LambdaImageException {
    char other = File.separatorChar == '/' ? '\\' : '/';
    File file = new File(name.replace(other, File.separatorChar));
    return file.isAbsolute()
        ? LocalePath.of(file)
        : LocalePath.of(new File(basedir, file.getPath())).normalize();
  }
}

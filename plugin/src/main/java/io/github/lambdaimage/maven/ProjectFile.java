package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.File;
import java.nio.file.Path;

/** A file named in a text, resolved as Maven resolves its own file parameters. */
final class ProjectFile {

  private ProjectFile() {}

  /** A file relative to the project, with either slash. */
  static Path of(File basedir, String name) throws LambdaImageException {
    char other = File.separatorChar == '/' ? '\\' : '/';
    File file = new File(name.replace(other, File.separatorChar));
    return file.isAbsolute()
        ? LocalePath.of(file)
        : LocalePath.of(new File(basedir, file.getPath())).normalize();
  }
}

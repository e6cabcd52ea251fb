package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.FileWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A project's sources and the files of its image, watched from the start, so that no change is
 * missed while the image is built or the function starts.
 */
final class ProjectWatch {

  private final SourceFolders sources;
  private final List<Path> folders;
  private final FileWatch watch;

  private ProjectWatch(SourceFolders sources, List<Path> folders, FileWatch watch) {
    this.sources = sources;
    this.folders = folders;
    this.watch = watch;
  }

  /**
   * Watches from now on.
   *
   * @param sources compiled when they change
   */
  static ProjectWatch of(LocalImage image, SourceFolders sources) throws LambdaImageException {
    List<Path> folders = sources.folders();
    List<Path> files = new ArrayList<>(image.files());
    files.addAll(folders);
    return new ProjectWatch(sources, folders, FileWatch.of(files));
  }

  /**
   * Waits for a change since the last time.
   *
   * @return whether sources have to be compiled
   */
  boolean awaitChange() throws LambdaImageException, InterruptedException {
    Set<Path> changed = watch.awaitChange();
    return changed.stream().anyMatch(file -> folders.stream().anyMatch(file::startsWith));
  }

  /** Compiles what has changed. */
  void compile() throws LambdaImageException {
    sources.compile();
  }
}

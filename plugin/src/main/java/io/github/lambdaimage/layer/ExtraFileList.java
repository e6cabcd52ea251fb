package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of an {@code <extraFile>}. */
final class ExtraFileList {

  private ExtraFileList() {}

  /**
   * The files that exist now, and the links that stay links.
   *
   * @param programs what to make executable if the file system does not tell
   * @throws LambdaImageException when there are none, or the patterns leave out a file that is
   *     named
   */
  static List<FunctionFile> of(ExtraFiles extra, Programs programs) throws LambdaImageException {
    AntPatterns patterns = new AntPatterns(extra.includes(), extra.excludes());
    if (Files.isRegularFile(extra.from())) {
      FileTree.refuseUndecoded(extra.from());
      if (!patterns.match(String.valueOf(extra.from().getFileName()))) {
        throw new LambdaImageException(
            "<extraFiles>: '%s' is a file, and <includes> %s and <excludes> %s leave it out. Remove the patterns, or the entry; to choose among the files of a directory, name that in <from>."
                .formatted(extra.from(), extra.includes(), extra.excludes()));
      }
      return List.of(
          file(extra, extra.from(), String.valueOf(extra.from().getFileName()), programs));
    }
    if (!Files.isDirectory(extra.from())) {
      throw new LambdaImageException(
          "<extraFiles>: '%s' is not a file or directory. Correct <from>, or make the file before this goal runs."
              .formatted(extra.from()));
    }
    List<FunctionFile> files = new ArrayList<>();
    for (Map.Entry<String, Source> file : LinkedFiles.list(extra.from(), patterns).entrySet()) {
      files.add(
          file.getValue() instanceof Source.Link link
              ? FunctionFile.link(link, extra.into() + "/" + file.getKey())
              : file(extra, file.getValue().path(), file.getKey(), programs));
    }
    if (files.isEmpty()) {
      throw new LambdaImageException(
          "<extraFiles>: nothing in '%s' matches <includes> %s and <excludes> %s. Correct the patterns (they are relative to <from>, such as '**/*.onnx'), or remove the entry."
              .formatted(extra.from(), extra.includes(), extra.excludes()));
    }
    return files;
  }

  private static FunctionFile file(ExtraFiles extra, Path path, String name, Programs programs)
      throws LambdaImageException {
    String target = extra.into() + "/" + name;
    Integer mode = extra.mode();
    return new FunctionFile(
        path, target, mode == null ? FileMode.of(path, programs.has(target)) : mode);
  }
}

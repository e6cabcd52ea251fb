package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code <extraFile>} as Maven fills it. */
public class ExtraFile {

  private @Nullable File from;
  private @Nullable String into;
  private List<@Nullable String> includes = List.of();
  private List<@Nullable String> excludes = List.of();
  private @Nullable String mode;

  ExtraFiles toValue() throws LambdaImageException {
    if (from == null) {
      throw new LambdaImageException(
          "<extraFiles>: an entry has no <from>. Name the file or directory to add.");
    }
    return ExtraFiles.of(
        LocalePath.of(from), into, Elements.present(includes), Elements.present(excludes), mode);
  }
}

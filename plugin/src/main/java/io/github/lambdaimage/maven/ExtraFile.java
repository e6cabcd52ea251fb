package io.github.lambdaimage.maven;

import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code <extraFile>} as Maven fills it. */
public class ExtraFile {

  private @Nullable String image;
  private @Nullable String from;
  private @Nullable String into;
  private List<@Nullable String> includes = List.of();
  private List<@Nullable String> excludes = List.of();
  private @Nullable String mode;

  /** Whether the files are those of another image; {@code <from>} is then a path in that image. */
  boolean isOfImage() {
    return image != null;
  }

  /** The elements with files of this machine. */
  static List<ExtraFiles> ofMachine(List<ExtraFile> all, File basedir) throws LambdaImageException {
    List<ExtraFiles> values = new ArrayList<>();
    for (ExtraFile extraFile : all) {
      if (!extraFile.isOfImage()) {
        values.add(extraFile.toValue(basedir));
      }
    }
    return values;
  }

  /** The elements with files of other images. */
  static List<ImageFiles> ofImages(List<ExtraFile> all) throws LambdaImageException {
    List<ImageFiles> values = new ArrayList<>();
    for (ExtraFile extraFile : all) {
      if (extraFile.isOfImage()) {
        values.add(extraFile.toImageFiles());
      }
    }
    return values;
  }

  /** Files of this machine. */
  ExtraFiles toValue(File basedir) throws LambdaImageException {
    if (from == null) {
      throw new LambdaImageException(
          "<extraFiles>: an entry has no <from>. Name the file or directory to add.");
    }
    return ExtraFiles.of(
        ProjectFile.of(basedir, from),
        into,
        ConfiguredElements.present(includes),
        ConfiguredElements.present(excludes),
        mode);
  }

  /** Files of another image. */
  ImageFiles toImageFiles() throws LambdaImageException {
    return ImageFiles.of(
        ImageName.parse(String.valueOf(image)),
        from,
        into,
        ConfiguredElements.present(includes),
        ConfiguredElements.present(excludes),
        mode);
  }
}

package io.github.lambdaimage.maven;

import io.github.lambdaimage.attachment.AttachedFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** One {@code <attachment>} as Maven fills it. */
public class Attachment {

  private @Nullable String file;
  private @Nullable String artifactType;

  /**
   * The file to attach, checked.
   *
   * @param basedir directory that relative file names start at
   */
  AttachedFile toValue(File basedir) throws LambdaImageException {
    if (file == null) {
      throw new LambdaImageException(
          "<attachments>: an entry has no <file>. Name the file to attach.");
    }
    return AttachedFile.of(ProjectFile.of(basedir, file), artifactType);
  }
}

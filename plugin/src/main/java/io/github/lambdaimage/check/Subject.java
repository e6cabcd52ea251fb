package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Member;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.function.Pending;
import io.github.lambdaimage.image.BaseContents;
import io.github.lambdaimage.image.BaseFiles;
import io.github.lambdaimage.image.BaseImage;
import io.github.lambdaimage.image.FunctionImage;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is to be checked.
 *
 * @param parts what the function consists of
 * @param base which is being loaded
 */
record Subject(
    FunctionImage image,
    Pending<List<Part>> parts,
    Pending<BaseImage> base,
    BaseContents contents) {

  private static final String CLIENT =
      "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class";

  /** All files of the function, those in jars not counted. */
  Stream<FunctionFile> files() {
    return image.layers().stream().flatMap(layer -> layer.files().stream());
  }

  /** Files that are no dependencies: classes, resources and extra files. */
  Stream<FunctionFile> looseFiles() {
    return files().filter(file -> file.dependency() == null);
  }

  /** Whether the function brings a runtime of its own, which need not be one of Java. */
  boolean hasBootstrap() {
    return files().anyMatch(FunctionFile::isBootstrap);
  }

  /** Whether AWS's runtime interface client is among the function's jars. */
  boolean hasRuntimeClient() throws LambdaImageException {
    return anyMember(member -> member.name().equals(CLIENT));
  }

  private boolean anyMember(Predicate<Member> predicate) throws LambdaImageException {
    return parts.get().stream().flatMap(part -> part.members().stream()).anyMatch(predicate);
  }

  /** The base's files, for which its layers are fetched once. */
  BaseFiles baseFiles() throws LambdaImageException {
    return contents.files(base.get());
  }
}

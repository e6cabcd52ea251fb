package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Landmarks;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;

/** Jars in jars, which only a special class loader finds: Spring Boot's, and war files. */
final class FatJars implements Inspector {

  private static final String ROOT = FunctionFile.TASK_ROOT + "/";

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    subject
        .looseFiles()
        .map(FunctionFile::target)
        .filter(FatJars::isInTaskRoot)
        .findFirst()
        .ifPresent(
            it ->
                findings.problem(
                    "The runtime will not load '%s', and all that is beside it: it is in the form of Spring Boot's jars or of a war, which only their own launcher reads. Name the jar without dependencies in <content> (the one called '.jar.original'), or leave <content> out."
                        .formatted(it)));
    for (Part part : subject.parts().get()) {
      FunctionFile file = part.file();
      if (file != null
          && !isInTaskRoot(file.target())
          && part.facts().landmarks().stream().anyMatch(Landmarks::isNested)) {
        findings.problem(
            "The runtime will not load what is in the folders 'BOOT-INF' or 'WEB-INF' of %s: only their own launcher reads them. Depend on the jar without them: spring-boot-maven-plugin keeps it where <classifier>exec</classifier> is set for the other one."
                .formatted(part.name()));
      }
    }
  }

  /** Whether a file of the image is where {@code <content>} of that form puts it. */
  static boolean isInTaskRoot(String target) {
    return target.startsWith(ROOT) && Landmarks.isNested(target.substring(ROOT.length()));
  }
}

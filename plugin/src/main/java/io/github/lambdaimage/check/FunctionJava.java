package io.github.lambdaimage.check;

import io.github.lambdaimage.content.ClassVersion;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.HashMap;
import java.util.Map;

/**
 * The Java that the function runs on, and its options for preview features.
 *
 * @param release the base's
 */
record FunctionJava(int release, CheckedFunction subject) {

  /** Whether it refuses to load such classes. */
  boolean refuses(ClassVersion version) throws LambdaImageException {
    return version.release() > release
        || (version.preview() && (version.release() < release || !enablesPreviews()));
  }

  private boolean enablesPreviews() throws LambdaImageException {
    Map<String, String> environment = new HashMap<>(subject.base().get().environment());
    environment.putAll(subject.image().environment());
    return NamedFile.OPTIONS.stream()
        .anyMatch(it -> environment.getOrDefault(it, "").contains("--enable-preview"));
  }
}

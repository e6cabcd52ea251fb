package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;

/** What is known of a base; asked only if the layers depend on it. */
interface KnownBase {

  /** For what does not depend on the base. */
  KnownBase ANY =
      new KnownBase() {
        @Override
        public Optional<Integer> release(ImageName from) {
          return Optional.of(0);
        }

        @Override
        public String value(String variable, String text, ImageName from) {
          return text;
        }
      };

  /** The release of its Java; empty if that cannot be told. */
  Optional<Integer> release(ImageName from) throws LambdaImageException;

  /** The value of a variable, with the base's variables expanded. */
  String value(String variable, String text, ImageName from) throws LambdaImageException;
}

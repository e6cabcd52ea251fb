package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;

/** Who knows a base; asked only where the layers depend on it. */
interface KnownBase {

  /** Of what is made of the same files on whatever base. */
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

  /** The release of its Java; nothing where it cannot be told. */
  Optional<Integer> release(ImageName from) throws LambdaImageException;

  /** The value of a variable, with those of the base expanded. */
  String value(String variable, String text, ImageName from) throws LambdaImageException;
}

package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageManifest;

/**
 * The limit for a layer in Amazon ECR: 200 GB, whichever GB that is; the larger reading refuses
 * nothing that ECR would accept.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html">ECR's
 *     quotas</a>
 */
final class LargestLayer {

  private static final long GIB = 1024L * 1024 * 1024;
  private static final long MOST_GIB = 200;

  private LargestLayer() {}

  /** Refuses what ECR would refuse only after the upload. */
  static void check(ImageManifest manifest) throws LambdaImageException {
    for (Descriptor layer : manifest.layers()) {
      if (layer.size() > MOST_GIB * GIB) {
        throw new LambdaImageException(
            "The layer '%s' has %s GiB and %s bytes; Amazon ECR takes %s GiB at most. Leave some of its files out of <extraFiles>, or keep them in S3."
                .formatted(layer.digest(), layer.size() / GIB, layer.size() % GIB, MOST_GIB));
      }
    }
  }
}

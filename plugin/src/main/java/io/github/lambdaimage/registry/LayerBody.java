package io.github.lambdaimage.registry;

import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.VerifiedStream;
import java.io.IOException;

/** A layer as its registry sends it. Errors in it are reported for that registry. */
final class LayerBody extends VerifiedStream {

  private final Response response;
  private final ImageRole role;
  private final ImageName image;
  private final Descriptor layer;

  LayerBody(Response response, ImageRole role, ImageName image, Descriptor layer) {
    super(response.stream(), layer.digest(), layer.size());
    this.response = response;
    this.role = role;
    this.image = image;
    this.layer = layer;
  }

  @Override
  protected IOException unreadable(IOException e) {
    return new BrokenSource(RegistryExplanation.of(response.request(), e));
  }

  @Override
  protected IOException tooShort(long got) {
    return damaged("with %s bytes of the %s that the manifest says".formatted(got, layer.size()));
  }

  @Override
  protected IOException tooLong() {
    return damaged("with more than the %s bytes that the manifest says".formatted(layer.size()));
  }

  @Override
  protected IOException otherDigest() {
    return damaged("with other bytes than its digest says");
  }

  private BrokenSource damaged(String how) {
    return new BrokenSource(
        new LambdaImageException(
            "The registry '%s' gives out the layer '%s' of the %s '%s' %s. Try again; if it stays, the registry, or a proxy before it, is damaged."
                .formatted(image.registry(), layer.digest(), role.what(), image, how)));
  }

  /** Closes it; a connection whose answer was read to its end serves another request. */
  @Override
  public void close() throws IOException {
    if (isVerified()) {
      response.close();
    } else {
      response.abandon();
    }
  }
}

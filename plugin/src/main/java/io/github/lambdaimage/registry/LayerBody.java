package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * A layer of a base as its registry gives it out: so many bytes and no more, and those that its
 * digest says. What is wrong with it is said of the registry that has it.
 */
final class LayerBody extends FilterInputStream {

  private final Response response;
  private final ImageName base;
  private final Descriptor layer;
  private final MessageDigest digest = Digest.newMessageDigest();
  private long read;
  private boolean ended;

  LayerBody(Response response, ImageName base, Descriptor layer) {
    super(response.stream());
    this.response = response;
    this.base = base;
    this.layer = layer;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (ended) {
      return -1;
    }
    int got;
    try {
      got = in.read(bytes, offset, count);
    } catch (IOException e) {
      throw new BrokenSource(Explanation.of(response.request(), e));
    }
    if (got < 0) {
      if (read < layer.size()) {
        throw damaged(
            "with %s bytes of the %s that the manifest says".formatted(read, layer.size()));
      }
      verify();
      return got;
    }
    digest.update(bytes, offset, got);
    read += got;
    if (read == layer.size()) {
      // Whoever sends it on sends no last byte of a layer that is damaged.
      verify();
      if (surplus() >= 0) {
        read++;
      }
    }
    if (read > layer.size()) {
      throw damaged("with more than the %s bytes that the manifest says".formatted(layer.size()));
    }
    return got;
  }

  private void verify() throws BrokenSource {
    if (!Digest.of(digest).equals(layer.digest())) {
      throw damaged("with other bytes than its digest says");
    }
    ended = true;
  }

  private int surplus() throws BrokenSource {
    try {
      return in.read();
    } catch (IOException e) {
      throw new BrokenSource(Explanation.of(response.request(), e));
    }
  }

  private BrokenSource damaged(String how) {
    return new BrokenSource(
        new LambdaImageException(
            "The registry '%s' gives out the layer '%s' of the base image '%s' %s. Try again; if it stays, the registry, or a proxy before it, is damaged."
                .formatted(base.registry(), layer.digest(), base, how)));
  }

  /** A connection whose answer is at its end serves another request. */
  @Override
  public void close() throws IOException {
    if (ended && read == layer.size()) {
      response.close();
    } else {
      response.abandon();
    }
  }
}

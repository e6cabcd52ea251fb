package io.github.lambdaimage.attachment;

import io.github.lambdaimage.base.LayerEntries;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.StartupCaches;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A jar in the function's own layers.
 *
 * @param path absolute
 * @param digest of its bytes
 * @param sha1 of its bytes, in hexadecimal digits; some bills have only this
 */
public record ImageJar(String path, Digest digest, String sha1) {

  private static final String JAR = ".jar";

  /** Its file name. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * The jars of an image, except for those that the plugin makes from the function's own classes.
   *
   * @throws DamagedImageException when a layer has changed since it was written
   */
  public static List<ImageJar> in(ImageLayout image) throws LambdaImageException {
    List<ImageJar> jars = new ArrayList<>();
    for (BuiltLayer layer : image.summary().layers()) {
      try (InputStream blob = image.open(layer.blob().digest(), layer.blob().size())) {
        LayerEntries.read(
            blob,
            (entry, content) -> {
              String path = LayerListing.path(entry);
              if (entry.isFile()
                  && !entry.isLink()
                  && path.endsWith(JAR)
                  // The function's own classes once more.
                  && !path.startsWith(StartupCaches.DIRECTORY)) {
                jars.add(read(path, content));
              }
            });
      } catch (DamagedBlobException e) {
        throw new DamagedImageException(e);
      } catch (IOException e) {
        throw new LambdaImageException(
            "The layer '%s' in '%s' cannot be read: %s. Run 'mvn lambda-image:build'."
                .formatted(layer.name(), image.directory(), FailureReason.of(e)),
            e);
      }
    }
    return jars;
  }

  private static ImageJar read(String path, InputStream content) throws IOException {
    MessageDigest sha256 = Digest.newMessageDigest();
    MessageDigest sha1 = newSha1();
    // Not closed: it is a part of the layer's stream.
    DigestInputStream hashed = new DigestInputStream(new DigestInputStream(content, sha256), sha1);
    byte[] buffer = new byte[1 << 16];
    int read = 0;
    while (read >= 0) {
      read = hashed.read(buffer);
    }
    return new ImageJar(path, Digest.of(sha256), HexFormat.of().formatHex(sha1.digest()));
  }

  private static MessageDigest newSha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}

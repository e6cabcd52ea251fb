package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;

/** Sends an {@link ImageLayout} to its destination: exactly its bytes, and only what is missing. */
public final class ImagePublisher {

  private final Registries registries;
  private final BaseLayers baseLayers;
  private final SharedBlobs shared;

  /**
   * A publisher.
   *
   * @param shared what other functions of the same build have published
   */
  public ImagePublisher(Registries registries, BaseLayers baseLayers, SharedBlobs shared) {
    this.registries = registries;
    this.baseLayers = baseLayers;
    this.shared = shared;
  }

  /** A publisher for another function of the build, with tokens for its own repository. */
  public ImagePublisher forAnotherFunction() {
    return new ImagePublisher(registries.withOwnTokens(), baseLayers, shared);
  }

  /**
   * Begins to connect to an image's destination while other work goes on. If that fails, publishing
   * will report it. A change of code means two blobs: the look at the tags opens the other
   * connection.
   *
   * @param base of the image, if it is known
   */
  public void connect(RegistryHost registry, String repository, Optional<ImageName> base) {
    Repository destination = destination(registry, repository, base);
    if (!destination.beginsConnecting()) {
      // Connections stay open, and looking up the tags already connects.
      return;
    }
    Pending.start(
        "lambda-image-connect",
        () -> {
          destination.connect();
          return destination;
        });
  }

  /**
   * Begins to publish an image that need not exist yet: its tags are looked up, and layers may be
   * sent as soon as they are packed.
   *
   * @param base of the image, if it is known
   */
  public Publishing begin(
      Destination destination, TagMutability mutability, Optional<ImageName> base) {
    return new Publishing(
        destination(destination.registry(), destination.repository(), base),
        new BlobSources(registries, baseLayers, shared, destination),
        shared,
        destination,
        mutability);
  }

  /**
   * Publishes an image under all tags. All of them are looked up first, and the manifest follows
   * when every blob is there: no tag ever names an incomplete image.
   *
   * @throws LambdaImageException when the registry cannot be reached or refuses, or when an
   *     immutable tag names another image; then nothing was sent
   */
  public PublishedImage publish(
      ImageLayout layout, Attaching attaching, Destination destination, TagMutability mutability)
      throws LambdaImageException {
    try (Publishing publishing =
        begin(destination, mutability, Optional.of(layout.summary().base()))) {
      return publishing.publish(layout, attaching);
    }
  }

  /** The destination, with a token that also allows to mount from the base's repository. */
  private Repository destination(
      RegistryHost registry, String repository, Optional<ImageName> base) {
    base.filter(it -> registry.isNamed(it.registry()))
        .ifPresent(it -> registries.toPull(registry, it.repository()));
    return registries.toPush(registry, repository);
  }
}

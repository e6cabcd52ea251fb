package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.ImageLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A registry in this process with a base, and images on it, for tests of other packages. */
public final class SmallRegistry implements AutoCloseable {

  private final ScriptedRegistry registry;
  private final TestImages images;

  /**
   * Starts it.
   *
   * @param directory for the images
   */
  public SmallRegistry(Path directory) throws IOException {
    registry = new ScriptedRegistry();
    images = new TestImages(registry, directory);
  }

  public String host() {
    return registry.host();
  }

  /** An image of one class. */
  public ImageLayout build(String contents) throws Exception {
    return images.build(contents);
  }

  public ImagePublisher publisher() {
    return images.publisher(new SharedBlobs());
  }

  /** The requests so far, by their methods and paths. */
  public List<String> requests(String prefix) {
    return registry.requests(prefix);
  }

  public boolean hasBlob(String digest) {
    return registry.blobs.containsKey(digest);
  }

  public boolean hasTag(String tag) {
    return registry.manifests.containsKey(tag);
  }

  /** Refuses requests that begin so. */
  public void refuse(String prefix, int status, String code) {
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith(prefix)) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          ScriptedRegistry.answer(
              exchange,
              status,
              "{\"errors\":[{\"code\":\"%s\",\"message\":\"no\"}]}".formatted(code));
          return true;
        });
  }

  @Override
  public void close() {
    registry.close();
  }
}

package io.github.lambdaimage.standin.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Repository;
import io.github.lambdaimage.standin.registry.Sha256;
import java.util.ArrayList;
import java.util.List;

/** An image that is no base: whatever its layers are told to have, for one architecture. */
public final class LayeredImage {

  private final String architecture;
  private final List<LayerTar> layers = new ArrayList<>();

  /**
   * An image without a layer.
   *
   * @param architecture arm64 or amd64
   */
  public LayeredImage(String architecture) {
    this.architecture = architecture;
  }

  /** Begins another layer on top; what is added from here on is in it. */
  public LayeredImage layer(String... directories) {
    layers.add(new LayerTar().directories(directories));
    return this;
  }

  public LayeredImage file(String path, String content) {
    top().file(path, content);
    return this;
  }

  public LayeredImage program(String path, String content) {
    top().program(path, content);
    return this;
  }

  public LayeredImage link(String path, String target) {
    top().link(path, target);
    return this;
  }

  public LayeredImage hardLink(String path, String target) {
    top().hardLink(path, target);
    return this;
  }

  private LayerTar top() {
    return layers.get(layers.size() - 1);
  }

  /** Puts an index with these images there; returns its digest. */
  public static String putIndex(Repository repository, String tag, List<LayeredImage> images) {
    ObjectNode index = BaseManifest.document(MediaTypes.OCI.index());
    ArrayNode manifests = index.putArray("manifests");
    for (LayeredImage image : images) {
      byte[] manifest = image.manifest(repository);
      String digest =
          repository.putManifest(Sha256.of(manifest), MediaTypes.OCI.manifest(), manifest);
      BaseManifest.descriptor(
              manifests.addObject(), MediaTypes.OCI.manifest(), digest, manifest.length)
          .putObject("platform")
          .put("architecture", image.architecture)
          .put("os", "linux");
    }
    return repository.putManifest(tag, MediaTypes.OCI.index(), BaseManifest.bytes(index));
  }

  /** Puts it there, without an index; returns its digest. */
  public String putSingle(Repository repository, String tag) {
    return repository.putManifest(tag, MediaTypes.OCI.manifest(), manifest(repository));
  }

  private byte[] manifest(Repository repository) {
    List<byte[]> tars = layers.stream().map(LayerTar::toBytes).toList();
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("architecture", architecture).put("os", "linux");
    ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    tars.forEach(tar -> diffIds.add(Sha256.of(tar)));
    return BaseManifest.of(repository, MediaTypes.OCI, config, tars);
  }
}

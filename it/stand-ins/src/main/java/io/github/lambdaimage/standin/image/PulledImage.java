package io.github.lambdaimage.standin.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.registry.Repository;
import io.github.lambdaimage.standin.registry.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An image as a client finds it in a registry, every layer of it read and verified. */
public final class PulledImage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImageSource source;
  private final ImageSource.RawManifest raw;
  private final JsonNode manifest;
  private final JsonNode config;
  private final List<PulledLayer> layers = new ArrayList<>();

  private PulledImage(ImageSource source, String reference) throws IOException {
    this.source = source;
    this.raw = source.manifest(reference);
    this.manifest = JSON.readTree(raw.content());
    if (manifest.has("manifests")) {
      throw new IOException("'" + reference + "' is an index, not an image");
    }
    try (InputStream blob = source.blob(manifest.path("config").path("digest").asText())) {
      this.config = JSON.readTree(blob);
    }
    for (JsonNode layer : manifest.path("layers")) {
      layers.add(PulledLayer.read(layer, layers.size(), source));
    }
  }

  /** Pulls {@code host:port/repository:tag} or {@code host:port/repository@digest} over HTTP. */
  public static PulledImage pull(String image) throws IOException {
    return new PulledImage(source(image), reference(image));
  }

  /** Pulls the image of an architecture ("arm64", "amd64") that an index leads to. */
  public static PulledImage pull(String index, String architecture) throws IOException {
    ImageSource source = source(index);
    for (JsonNode entry :
        JSON.readTree(source.manifest(reference(index)).content()).path("manifests")) {
      if (entry.path("platform").path("architecture").asText().equals(architecture)) {
        return new PulledImage(source, entry.path("digest").asText());
      }
    }
    throw new IOException("'" + index + "' leads to no image for " + architecture);
  }

  /** Reads an image where it lies, without a request: {@code reference} is a tag or a digest. */
  public static PulledImage read(Repository repository, String reference) throws IOException {
    return new PulledImage(new LocalRepository(repository), reference);
  }

  static PulledImage read(ImageSource source, String reference) throws IOException {
    return new PulledImage(source, reference);
  }

  public String digest() {
    return Sha256.of(raw.content().getBytes(UTF_8));
  }

  /** The media type that the registry gives to the manifest. */
  public String mediaType() {
    return raw.mediaType();
  }

  public int manifestSize() {
    return raw.content().getBytes(UTF_8).length;
  }

  public JsonNode manifest() {
    return manifest;
  }

  /** The whole configuration: architecture, history, and so on. */
  public JsonNode config() {
    return config;
  }

  /** A part of what a container is started with, such as "Cmd"; a missing node if it is not set. */
  public JsonNode config(String name) {
    return config.path("config").path(name);
  }

  public List<PulledLayer> layers() {
    return List.copyOf(layers);
  }

  /** The entries of all layers, in order; a path may occur in several. */
  public List<PulledFile> files() {
    return layers.stream().flatMap(layer -> layer.files().stream()).toList();
  }

  /** The entry that a container sees at this path (relative, such as "var/task/a.json"). */
  public Optional<PulledFile> find(String path) {
    return files().stream()
        .filter(file -> file.path().equals(path))
        .reduce((lower, upper) -> upper);
  }

  /** The content of a file as text. */
  public String text(String path) throws IOException {
    return new String(content(path), UTF_8);
  }

  /** The names of what is in a jar of the image. */
  public List<String> jar(String path) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(content(path)))) {
      for (ZipEntry entry; (entry = jar.getNextEntry()) != null; ) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  /** The content of the file that a container sees at this path. */
  public byte[] content(String path) throws IOException {
    PulledFile file = find(path).orElseThrow(() -> new NoSuchElementException(path));
    return layers.get(file.layer()).content(path, source);
  }

  private static ImageSource source(String image) {
    int slash = image.indexOf('/');
    return new RemoteRepository(
        image.substring(0, slash), image.substring(slash + 1, endOfName(image)));
  }

  private static String reference(String image) {
    return image.substring(endOfName(image) + 1);
  }

  private static int endOfName(String image) {
    int at = image.indexOf('@');
    return at > 0 ? at : image.lastIndexOf(':');
  }
}

package io.github.lambdaimage.standin.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image in one tar file, small enough to be read into memory. */
public final class ImageArchive implements ImageSource {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> names = new ArrayList<>();
  private final Map<String, byte[]> contents = new HashMap<>();

  private ImageArchive() {}

  public static ImageArchive read(Path file) throws IOException {
    ImageArchive archive = new ImageArchive();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        archive.names.add(entry.getName());
        archive.contents.put(entry.getName(), tar.readAllBytes());
      }
    }
    return archive;
  }

  /** The names of the entries, in the order of the tar. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** A parsed entry, such as "manifest.json". */
  public JsonNode json(String name) throws IOException {
    return JSON.readTree(content(name));
  }

  /** The one image that the OCI index names. */
  public PulledImage image() throws IOException {
    JsonNode manifests = json("index.json").path("manifests");
    if (manifests.size() != 1) {
      throw new IOException("The index names " + manifests.size() + " images");
    }
    return PulledImage.read(this, manifests.path(0).path("digest").asText());
  }

  @Override
  public RawManifest manifest(String reference) throws IOException {
    String mediaType = json("index.json").at("/manifests/0/mediaType").asText();
    return new RawManifest(mediaType, new String(content(blobName(reference)), UTF_8));
  }

  @Override
  public InputStream blob(String digest) throws IOException {
    return new ByteArrayInputStream(content(blobName(digest)));
  }

  private byte[] content(String name) throws IOException {
    byte[] content = contents.get(name);
    if (content == null) {
      throw new FileNotFoundException("The archive has no '" + name + "'");
    }
    return content;
  }

  private static String blobName(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }
}

package io.github.lambdaimage.standin.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaimage.standin.registry.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A layer of a pulled image.
 *
 * @param digest of the compressed bytes
 * @param diffId digest of the uncompressed bytes
 * @param size compressed, in bytes
 * @param oneGzipMember whether nothing follows the first gzip member
 * @param files in the order of the tar
 */
public record PulledLayer(
    String digest,
    String diffId,
    String mediaType,
    long size,
    boolean oneGzipMember,
    List<PulledFile> files) {

  /** Reads a layer whole and fails if its bytes are not those that the manifest announces. */
  static PulledLayer read(JsonNode descriptor, int index, ImageSource source) throws IOException {
    String digest = descriptor.path("digest").asText();
    List<PulledFile> files = new ArrayList<>();
    try (DigestInputStream compressed = new DigestInputStream(source.blob(digest), Sha256.start());
        BufferedInputStream members = new BufferedInputStream(compressed, 1 << 16);
        DigestInputStream tar = new DigestInputStream(firstMember(members), Sha256.start())) {
      TarArchiveInputStream entries = new TarArchiveInputStream(tar);
      for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
        files.add(PulledFile.of(entry, index));
      }
      // What follows the last entry belongs to the digests.
      tar.transferTo(OutputStream.nullOutputStream());
      long afterFirstMember = members.transferTo(OutputStream.nullOutputStream());
      String actual = Sha256.finish(compressed.getMessageDigest());
      if (!actual.equals(digest)) {
        throw new IOException("Layer '" + digest + "' has the bytes of '" + actual + "'");
      }
      return new PulledLayer(
          digest,
          Sha256.finish(tar.getMessageDigest()),
          descriptor.path("mediaType").asText(),
          descriptor.path("size").asLong(),
          afterFirstMember == 0,
          List.copyOf(files));
    }
  }

  /** The paths of the files that are not directories. */
  public List<String> paths() {
    return files.stream().filter(file -> !file.isDirectory()).map(PulledFile::path).toList();
  }

  byte[] content(String path, ImageSource source) throws IOException {
    try (InputStream blob = source.blob(digest);
        TarArchiveInputStream entries = new TarArchiveInputStream(firstMember(blob))) {
      for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
        if (entry.getName().equals(path)) {
          return entries.readAllBytes();
        }
      }
    }
    throw new IOException("Layer '" + digest + "' has no '" + path + "'");
  }

  private static InputStream firstMember(InputStream blob) throws IOException {
    return new GzipCompressorInputStream(blob);
  }
}

package io.github.lambdaimage.standin.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Makes a small layer, the same bytes every time. */
final class LayerTar {

  /** Those of Amazon Linux's directories that have not the usual one. */
  private static final Map<String, Integer> MODES =
      Map.of("tmp", 01777, "usr/bin", 0555, "usr/lib64", 0555);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

  LayerTar directories(String... paths) {
    for (String path : paths) {
      add(path + "/", MODES.getOrDefault(path, 0755), new byte[0]);
    }
    return this;
  }

  LayerTar file(String path, String content) {
    return add(path, 0644, content.getBytes(UTF_8));
  }

  LayerTar program(String path, String content) {
    return add(path, 0755, content.getBytes(UTF_8));
  }

  LayerTar file(String path, int mode, byte[] content) {
    return add(path, mode, content);
  }

  LayerTar link(String path, String target) {
    return link(path, target, TarConstants.LF_SYMLINK);
  }

  LayerTar hardLink(String path, String target) {
    return link(path, target, TarConstants.LF_LINK);
  }

  private LayerTar link(String path, String target, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(path, type);
    entry.setLinkName(target);
    return add(entry, 0777, new byte[0]);
  }

  byte[] toBytes() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stored, not deflated: zlib's versions, and so JDKs, do not deflate to the same bytes. */
  static byte[] gzip(byte[] content) {
    GzipParameters stored = new GzipParameters();
    stored.setCompressionLevel(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, stored)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private LayerTar add(String path, int mode, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    return add(entry, (entry.isDirectory() ? 040000 : 0100000) | mode, content);
  }

  private LayerTar add(TarArchiveEntry entry, int mode, byte[] content) {
    entry.setMode(mode);
    entry.setSize(content.length);
    entry.setModTime(0);
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}

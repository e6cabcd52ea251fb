package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A layer of a base image, as a tar file. */
public final class BaseLayer {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

  public BaseLayer() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  public BaseLayer file(String name) throws IOException {
    return file(name, "content of " + name);
  }

  public BaseLayer file(String name, String content) throws IOException {
    return file(name, content, 0100644);
  }

  /** A file with other permissions; its name is taken as it is. */
  public BaseLayer file(String name, String content, int mode) throws IOException {
    return file(name, content.getBytes(UTF_8), mode);
  }

  public BaseLayer file(String name, byte[] content) throws IOException {
    return file(name, content, 0100644);
  }

  private BaseLayer file(String name, byte[] content, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }

  public BaseLayer directory(String name) throws IOException {
    return directory(name, 0755);
  }

  public BaseLayer directory(String name, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name + "/");
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  public BaseLayer link(String name, String target) throws IOException {
    return link(name, target, TarConstants.LF_SYMLINK);
  }

  public BaseLayer hardLink(String name, String target) throws IOException {
    return link(name, target, TarConstants.LF_LINK);
  }

  /** A device or a pipe. */
  public BaseLayer special(String name, byte type) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(name, type));
    tar.closeArchiveEntry();
    return this;
  }

  private BaseLayer link(String name, String target, byte type) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  byte[] tar() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  public byte[] gzip() throws IOException {
    return gzip(tar());
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.toByteArray();
  }

  public LayerListing listing() throws IOException {
    return LayerListing.read(new ByteArrayInputStream(gzip()));
  }
}

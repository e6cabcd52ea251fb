package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The names in a layer of a base: enough to see what starts there, at a hundredth of its size.
 *
 * @param entries in the order of the layer
 */
public record LayerListing(List<Entry> entries) {

  private static final int BUFFER = 128 * 1024;
  private static final int GZIP_MAGIC = 0x1F;

  /**
   * What umoci 0.4 leaves out: the rest of the last block, and two blocks that say it is the end.
   */
  private static final byte[] END = new byte[3 * 512];

  private static final int LONGEST_RELEASE = 64 * 1024;

  /** No system opens a longer path: Linux's PATH_MAX. */
  static final int LONGEST_PATH = 4096;

  /** In characters of names: about a million files, and more than any base has. */
  private static final long LONGEST = 128L * 1024 * 1024;

  /** What an entry takes beside its names. */
  private static final int ENTRY = 64;

  /** What a name stands for. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** The file {@code release} of a Java installation. */
    JAVA_RELEASE
  }

  /**
   * A name.
   *
   * @param path absolute, without a trailing {@code /}
   * @param text where a link points to, or the version of a Java installation; else empty
   */
  public record Entry(Kind kind, String path, String text) {}

  /** Reads a layer: a tar file, with or without gzip. */
  public static LayerListing read(InputStream layer) throws IOException {
    return read(layer, LayerBounds.LARGEST);
  }

  /**
   * Reads a layer.
   *
   * @param largest how many bytes it may have without compression
   */
  static LayerListing read(InputStream layer, long largest) throws IOException {
    try {
      return new LayerListing(entries(layer, largest));
    } catch (RuntimeException e) {
      // What the parser did not think of.
      throw new IOException("it is not a valid tar file", e);
    }
  }

  private static List<Entry> entries(InputStream layer, long largest) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(layer, BUFFER);
    bytes.mark(1);
    boolean compressed = bytes.read() == GZIP_MAGIC;
    bytes.reset();
    InputStream content = compressed ? new GZIPInputStream(bytes, BUFFER) : bytes;
    LayerBounds bounds =
        new LayerBounds(new SequenceInputStream(content, new ByteArrayInputStream(END)), largest);
    List<Entry> entries = new ArrayList<>();
    long length = 0;
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(bounds, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        bounds.expect(entry.getSize());
        Entry name = entry(entry, tar);
        if (isWorthKnowing(name)) {
          entries.add(name);
          length += name.path().length() + name.text().length() + ENTRY;
        }
        if (length > LONGEST) {
          throw new IOException("it has more files than any base");
        }
      }
    }
    return List.copyOf(entries);
  }

  /**
   * Nothing that is looked for has control characters, which the text form could not hold, or a
   * path that cannot be opened.
   */
  private static boolean isWorthKnowing(Entry name) {
    return name.path().length() <= LONGEST_PATH
        && name.text().length() <= LONGEST_PATH
        && !hasControls(name.path())
        && !hasControls(name.text());
  }

  private static Entry entry(TarArchiveEntry entry, InputStream content) throws IOException {
    String path = BaseFiles.normalize("/" + entry.getName());
    if (entry.isSymbolicLink()) {
      return new Entry(Kind.LINK, path, entry.getLinkName());
    }
    if (entry.isDirectory()) {
      return new Entry(Kind.DIRECTORY, path, "");
    }
    if (path.endsWith("/release") && entry.getSize() <= LONGEST_RELEASE) {
      String version = javaVersion(new String(content.readAllBytes(), StandardCharsets.UTF_8));
      if (!version.isEmpty()) {
        return new Entry(Kind.JAVA_RELEASE, path, version);
      }
    }
    return new Entry(Kind.FILE, path, "");
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static String javaVersion(String release) {
    return release
        .lines()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", "").strip())
        .findFirst()
        .orElse("");
  }

  /** As text, one name a line, to be kept. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.kind().name()).append('\t').append(entry.path());
      text.append('\t').append(entry.text()).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads the text back.
   *
   * @throws LambdaImageException when it is not one that {@link #text} gives
   */
  public static LayerListing parse(String text) throws LambdaImageException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty()) {
          String[] fields = line.split("\t", -1);
          entries.add(new Entry(Kind.valueOf(fields[0]), fields[1], fields[2]));
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new LambdaImageException("This is not a list of a layer's files.", e);
    }
    return new LayerListing(List.copyOf(entries));
  }
}

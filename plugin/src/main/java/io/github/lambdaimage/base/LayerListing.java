package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The names in a layer of a base: enough to see what starts there, at a hundredth of its size.
 *
 * @param entries in the order of the layer
 */
public record LayerListing(List<Entry> entries) {

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

  private static final int LONGEST_RELEASE = 64 * 1024;

  /** No system opens a longer path: Linux's PATH_MAX. */
  static final int LONGEST_PATH = 4096;

  /** In characters of names: about a million files, more than any base has. */
  private static final long LONGEST = 128L * 1024 * 1024;

  /** Permissions, with the special bits that a directory such as {@code /tmp} has. */
  private static final int MODE = 07777;

  /** The memory of an entry besides its names. */
  private static final int ENTRY = 64;

  /** The kind of an entry. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    /** Another name of a file. */
    HARD_LINK,
    /** A device, a pipe, or a name with control characters, which are replaced by {@code ?}. */
    SPECIAL,
    /** The file {@code release} of a Java installation. */
    JAVA_RELEASE
  }

  /**
   * An entry.
   *
   * @param path absolute, without a trailing {@code /}
   * @param text a symbolic link's target, a hard link's target as an absolute path, the version of
   *     a Java installation, the mode of a directory in octal digits, or the versions in one of
   *     {@link SystemLibraries}; else empty
   */
  public record Entry(Kind kind, String path, String text) {}

  /** Reads a layer: a tar file, with or without gzip. */
  public static LayerListing read(InputStream layer) throws IOException {
    return read(layer, LayerBounds.LARGEST);
  }

  /**
   * Reads a layer.
   *
   * @param largest the limit for its uncompressed bytes
   */
  static LayerListing read(InputStream layer, long largest) throws IOException {
    Reader reader = new Reader();
    LayerEntries.read(layer, largest, reader);
    return reader.listing();
  }

  /** Lists the entries that it visits. */
  public static final class Reader implements LayerEntries.Visitor<RuntimeException> {

    private final List<Entry> entries = new ArrayList<>();
    private long length;

    @Override
    public void visit(TarArchiveEntry entry, InputStream content) throws IOException {
      Entry name = entry(entry, content);
      if (hasControls(name.path()) || hasControls(name.text())) {
        // The text form could not hold them, and nothing that is looked for has any.
        name = new Entry(Kind.SPECIAL, CONTROLS.matcher(name.path()).replaceAll("?"), "");
      }
      if (isWorthKnowing(name)) {
        entries.add(name);
        length += name.path().length() + name.text().length() + ENTRY;
      }
      if (length > LONGEST) {
        throw new IOException("it has more files than any base");
      }
    }

    /** The entries so far. */
    public LayerListing listing() {
      return new LayerListing(List.copyOf(entries));
    }
  }

  /** The path that an entry has in the image. */
  public static String path(TarArchiveEntry entry) {
    return BaseFiles.normalize("/" + entry.getName());
  }

  /** Whether an entry can matter: a path that cannot be opened cannot. */
  private static boolean isWorthKnowing(Entry name) {
    return name.path().length() <= LONGEST_PATH && name.text().length() <= LONGEST_PATH;
  }

  private static Entry entry(TarArchiveEntry entry, InputStream content) throws IOException {
    String path = path(entry);
    if (entry.isSymbolicLink()) {
      return new Entry(Kind.LINK, path, entry.getLinkName());
    }
    if (entry.isDirectory()) {
      return new Entry(Kind.DIRECTORY, path, Integer.toOctalString(entry.getMode() & MODE));
    }
    if (entry.isLink()) {
      return new Entry(Kind.HARD_LINK, path, BaseFiles.normalize("/" + entry.getLinkName()));
    }
    if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      return new Entry(Kind.SPECIAL, path, "");
    }
    if (path.endsWith("/release") && entry.getSize() <= LONGEST_RELEASE) {
      String version =
          javaVersion(new String(content.readNBytes(LONGEST_RELEASE), StandardCharsets.UTF_8));
      if (!version.isEmpty()) {
        return new Entry(Kind.JAVA_RELEASE, path, version);
      }
    }
    return new Entry(Kind.FILE, path, SystemLibraries.versions(path, content));
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

  /** As text, one entry per line, to be stored. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.kind().name()).append('\t').append(entry.path());
      text.append('\t').append(entry.text()).append('\n');
    }
    return text.toString();
  }

  /**
   * Parses the text.
   *
   * @throws LambdaImageException when {@link #text} did not write it
   */
  public static LayerListing parse(String text) throws LambdaImageException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty()) {
          String[] fields = line.split("\t", -1);
          Kind kind = Kind.valueOf(fields[0]);
          if (kind == Kind.DIRECTORY) {
            int unused = Integer.parseInt(fields[2], 8);
          }
          entries.add(new Entry(kind, fields[1], fields[2]));
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new LambdaImageException("This is not a list of a layer's files.", e);
    }
    return new LayerListing(List.copyOf(entries));
  }
}

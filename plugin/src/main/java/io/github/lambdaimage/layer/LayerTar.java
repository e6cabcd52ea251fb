package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes a layer as tar: entries sorted, each parent directory before its content, owner 0:0, one
 * fixed time.
 *
 * <p>Lambda refuses layers whose directories have no entries of their own, and layers with hard
 * links.
 */
final class LayerTar {

  private static final int BUFFER = 128 * 1024;
  private static final int DIRECTORY_MODE =
      FilePermissions.DEFAULT_FOLDER_PERMISSIONS.getPermissionBits();

  /** Two empty blocks. */
  private static final byte[] END = new byte[2 * TarHeader.BLOCK];

  private static final long TIME = FileEntriesLayer.DEFAULT_MODIFICATION_TIME.getEpochSecond();

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private String last = "";

  private LayerTar(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes the uncompressed tar stream of a layer; {@code out} stays open.
   *
   * @throws LambdaImageException when somebody writes to one of the files meanwhile
   */
  static void write(LayerPlan layer, OutputStream out) throws IOException, LambdaImageException {
    LayerTar tar = new LayerTar(out);
    for (FileEntry entry : sorted(layer.files().getEntries())) {
      String name = name(entry);
      tar.addParents(name, layer.directoryModes());
      String link = layer.link(entry);
      if (link != null) {
        out.write(TarHeader.ofLink(name, link, seconds(entry)));
      } else {
        tar.add(name, entry);
      }
    }
    out.write(END);
  }

  private static String name(FileEntry entry) {
    return entry.getExtractionPath().toString().substring(1);
  }

  private static long seconds(FileEntry entry) {
    return entry.getModificationTime().getEpochSecond();
  }

  /**
   * They usually are sorted already: with hundreds of thousands, all names at once would take much
   * memory.
   */
  private static List<FileEntry> sorted(List<FileEntry> entries) {
    String before = "";
    for (FileEntry entry : entries) {
      String name = name(entry);
      if (name.compareTo(before) < 0) {
        List<FileEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(LayerTar::name));
        return sorted;
      }
      before = name;
    }
    return entries;
  }

  private void add(String name, FileEntry entry) throws IOException, LambdaImageException {
    Path file = entry.getSourceFile();
    try (SeekableByteChannel in = open(file)) {
      long size = size(in, file);
      int mode = entry.getPermissions().getPermissionBits();
      out.write(TarHeader.ofFile(name, mode, size, seconds(entry)));
      if (!copy(in, file, size)) {
        throw new LambdaImageException(
            "'"
                + file
                + "' was written to while it was packed: it no longer has "
                + size
                + " bytes. Run again when it is complete.");
      }
      out.write(END, 0, TarHeader.padding(size));
    }
  }

  private static SeekableByteChannel open(Path file) throws LambdaImageException {
    try {
      return Files.newByteChannel(file);
    } catch (IOException e) {
      throw FileSize.unreadable(file, e);
    }
  }

  private static long size(SeekableByteChannel in, Path file) throws LambdaImageException {
    try {
      return in.size();
    } catch (IOException e) {
      throw FileSize.unreadable(file, e);
    }
  }

  /** Copies the file, and returns whether it has that size. */
  private boolean copy(SeekableByteChannel in, Path file, long size)
      throws IOException, LambdaImageException {
    long copied = 0;
    while (copied <= size) {
      int read = read(in, file);
      if (read < 0) {
        return copied == size;
      }
      copied += read;
      if (copied <= size) {
        out.write(buffer.array(), 0, read);
      }
    }
    return false;
  }

  private int read(SeekableByteChannel in, Path file) throws LambdaImageException {
    try {
      return in.read(buffer.clear());
    } catch (IOException e) {
      throw FileSize.unreadable(file, e);
    }
  }

  /**
   * Writes the directories of an entry that were not written before. Entries are sorted, so those
   * in one directory follow each other: comparing with the last entry is enough.
   */
  private void addParents(String name, SortedMap<String, Integer> modes) throws IOException {
    int known = commonDirectory(last, name);
    for (int end = name.indexOf('/', known); end >= 0; end = name.indexOf('/', end + 1)) {
      int mode =
          modes.isEmpty()
              ? DIRECTORY_MODE
              : modes.getOrDefault("/" + name.substring(0, end), DIRECTORY_MODE);
      out.write(TarHeader.ofDirectory(name.substring(0, end + 1), mode, TIME));
    }
    last = name;
  }

  /** The index after the last {@code /} of the common beginning of two names. */
  private static int commonDirectory(String one, String other) {
    int end = 0;
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      if (one.charAt(i) != other.charAt(i)) {
        break;
      }
      if (one.charAt(i) == '/') {
        end = i + 1;
      }
    }
    return end;
  }
}

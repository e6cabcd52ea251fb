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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a layer as tar: entries sorted, each parent directory before what is in it, owner 0:0, one
 * fixed time.
 *
 * <p>Lambda refuses layers whose directories have no entries of their own, and those with hard
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
  private final Set<String> directories = new HashSet<>();

  private LayerTar(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes the uncompressed tar stream of a layer; {@code out} stays open.
   *
   * @throws LambdaImageException when somebody writes to one of the files meanwhile
   */
  static void write(FileEntriesLayer layer, OutputStream out)
      throws IOException, LambdaImageException {
    SortedMap<String, FileEntry> sorted = new TreeMap<>();
    for (FileEntry entry : layer.getEntries()) {
      sorted.put(entry.getExtractionPath().toString().substring(1), entry);
    }
    LayerTar tar = new LayerTar(out);
    for (Map.Entry<String, FileEntry> entry : sorted.entrySet()) {
      tar.addParents(entry.getKey());
      tar.add(entry.getKey(), entry.getValue());
    }
    out.write(END);
  }

  private void add(String name, FileEntry entry) throws IOException, LambdaImageException {
    Path file = entry.getSourceFile();
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long size = in.size();
      int mode = entry.getPermissions().getPermissionBits();
      long time = entry.getModificationTime().getEpochSecond();
      out.write(TarHeader.ofFile(name, mode, size, time));
      if (!copy(in, size)) {
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

  /** Copies the file, and says whether it has that size. */
  private boolean copy(SeekableByteChannel in, long size) throws IOException {
    long copied = 0;
    while (copied <= size) {
      int read = in.read(buffer.clear());
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

  private void addParents(String name) throws IOException {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      String directory = name.substring(0, end + 1);
      if (directories.add(directory)) {
        out.write(TarHeader.ofDirectory(directory, DIRECTORY_MODE, TIME));
      }
    }
  }
}

package io.github.lambdaimage.namespace;

import io.github.lambdaimage.base.LayerEntries;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Unpacks foreign layers on top of each other, the lowest first. */
final class LayerOntoRoot implements LayerEntries.Visitor<LambdaImageException> {

  /** Limit in bytes, including holes in files: Lambda accepts no larger image. */
  private static final long LARGEST = 10_000_000_000L;

  private static final int BUFFER = 128 * 1024;
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final RootFolder root;
  private final byte[] buffer = new byte[BUFFER];
  private long total;

  LayerOntoRoot(RootFolder root) {
    this.root = root;
  }

  /** A write, whose failure is not that of the layer. */
  @FunctionalInterface
  private interface Writing<T> {
    T write() throws IOException;
  }

  @Override
  public void visit(TarArchiveEntry entry, InputStream content)
      throws IOException, LambdaImageException {
    String path = LayerListing.path(entry);
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String name = path.substring(folder.length());
    String hidden = name.startsWith(WHITEOUT) ? name.substring(WHITEOUT.length()) : name;
    if (leadsUpwards(path) || RootFolder.isNoName(hidden) != path.equals("/")) {
      throw new IOException("its entry '" + entry.getName() + "' leads out of its directory");
    }
    try {
      if (name.equals(OPAQUE)) {
        writing(() -> root.hideInside(folder));
      } else if (name.startsWith(WHITEOUT)) {
        writing(() -> root.hide(folder + hidden));
      } else if (!path.equals("/") || entry.isDirectory()) {
        add(path, entry, content);
      }
    } catch (InvalidPathException e) {
      // The process's locale cannot encode such a name. Few programs need the file, all need the
      // base; and the directory differs from that of a process that can encode it.
    }
  }

  private void add(String path, TarArchiveEntry entry, InputStream content)
      throws IOException, LambdaImageException {
    if (entry.isSymbolicLink() && !entry.getLinkName().isEmpty()) {
      writing(() -> root.link(path, entry.getLinkName()));
    } else if (entry.isLink()) {
      String other = entry.getLinkName();
      if (!writing(() -> root.hardLink(path, other))) {
        throw new IOException(
            "'" + path + "' is a hard link to '" + other + "', which is not a file");
      }
    } else if (entry.isDirectory()) {
      writing(() -> root.directory(path, entry.getMode()));
    } else if (entry.isFile() && !isSpecial(entry)) {
      total += entry.getRealSize();
      if (total > LARGEST) {
        throw new IOException(
            "the base unpacks to more than "
                + Size.of(LARGEST)
                + ", and Lambda accepts no such image");
      }
      file(path, entry, content);
    }
    // Devices are created by Lambda.
  }

  private void file(String path, TarArchiveEntry entry, InputStream content)
      throws IOException, LambdaImageException {
    RootFolder.NewFile file = writing(() -> root.file(path));
    try (OutputStream out = file.content()) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        int count = read;
        writing(
            () -> {
              out.write(buffer, 0, count);
              return count;
            });
      }
    }
    writing(
        () -> {
          file.finish(entry.getMode(), entry.getLastModifiedTime());
          return file;
        });
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
  }

  private static boolean leadsUpwards(String path) {
    return Arrays.asList(path.split("/", -1)).contains("..");
  }

  /** Writes; a failure is not the layer's fault, except for circular links. */
  private <T> T writing(Writing<T> write) throws IOException, LambdaImageException {
    try {
      return write.write();
    } catch (FileSystemLoopException e) {
      throw new IOException("its symbolic links lead in a circle at '" + e.getFile() + "'", e);
    } catch (IOException e) {
      throw BaseRoots.notUnpacked(root.folder(), e);
    }
  }
}

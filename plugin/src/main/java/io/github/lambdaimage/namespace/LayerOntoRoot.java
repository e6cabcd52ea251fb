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

/** Puts layers, made by strangers, on top of each other: the lowest first. */
final class LayerOntoRoot implements LayerEntries.Visitor<LambdaImageException> {

  /** Lambda takes no image of more than this, in bytes; holes in files count. */
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

  /** Something that is written went wrong here, and not something that is read. */
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
      // The locale of this process has no letters for such a name. Few miss what is left out, all
      // would miss the base; and the tree is another one than that of a process that has them.
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
    // Devices are Lambda's to make.
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

  /** What cannot be written is no fault of the layer, but for links that lead in a circle. */
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

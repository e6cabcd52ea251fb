package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.base.GunzippedStream;
import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of an image's own layers, unpacked to a directory. */
public final class UnpackedImage {

  private static final int OWNER_EXECUTES = 0100;

  private final Path root;
  private final SortedSet<String> elsewhere = new TreeSet<>();

  private UnpackedImage(Path root) {
    this.root = root;
  }

  /**
   * Unpacks an image, without its base's layers.
   *
   * @param root a new directory
   * @throws LambdaImageException when a layer cannot be read or the disk is full
   */
  public static UnpackedImage of(ImageLayout layout, Path root) throws LambdaImageException {
    UnpackedImage image = new UnpackedImage(root);
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectory(root);
      }
      image.makeDirectory(image.taskRoot());
      for (BuiltLayer layer : layout.summary().layers()) {
        image.unpack(layout, layer);
      }
      return image;
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image in '%s' cannot be unpacked to '%s': %s. Free space, or run 'mvn lambda-image:build' again."
              .formatted(layout.directory(), root, FailureReason.of(e)),
          e);
    }
  }

  /** The directory for {@code /} of the image. */
  public Path root() {
    return root;
  }

  /** The directory for {@code /var/task} of the image. */
  public Path taskRoot() {
    return root.resolve(FunctionFile.TASK_ROOT.substring(1));
  }

  /**
   * The directories outside of {@code /var/task} with files of the function, as in the image: code
   * that opens such a file by its absolute path will not find it here.
   */
  public SortedSet<String> elsewhere() {
    return elsewhere;
  }

  private void unpack(ImageLayout layout, BuiltLayer layer)
      throws IOException, LambdaImageException {
    try (InputStream blob = layout.open(layer.blob().digest(), layer.blob().size());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GunzippedStream(blob), UTF_8.name())) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path target = LocalePath.of(root, entry.getName()).normalize();
        if (!isOfImage(entry, target)) {
          throw new LambdaImageException(
              "The layer '%s' has the entry '%s', which is not a file, directory or link of an image. Run 'mvn lambda-image:build' again."
                  .formatted(layer.name(), entry.getName()));
        }
        unpack(entry, tar, target);
      }
      // Whether the blob is damaged shows at its end.
      blob.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | LambdaImageException | RuntimeException e) {
      refuseDamaged(layout, layer);
      throw e;
    }
  }

  /** Whether a path, or a link's target, is below the root: nothing is written elsewhere. */
  private boolean isOfImage(TarArchiveEntry entry, Path target) throws LambdaImageException {
    if (entry.isSymbolicLink()) {
      String text = entry.getLinkName();
      Path end = target.resolveSibling("").resolve(LocalePath.of(Path.of(""), text)).normalize();
      return target.startsWith(root) && !text.startsWith("/") && end.startsWith(root);
    }
    return target.startsWith(root) && (entry.isFile() || entry.isDirectory());
  }

  /** Reports a damaged layer as such, since unpacking it may fail in any way. */
  private static void refuseDamaged(ImageLayout layout, BuiltLayer layer)
      throws IOException, LambdaImageException {
    try (InputStream blob = layout.open(layer.blob().digest(), layer.blob().size())) {
      blob.transferTo(OutputStream.nullOutputStream());
    } catch (DamagedBlobException e) {
      throw new DamagedImageException(e);
    }
  }

  /**
   * Creates a directory, only below the root: if that was deleted because Maven is ending, it stays
   * so.
   */
  private void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory) && !directory.equals(root)) {
      makeDirectory(directory.resolveSibling(""));
      Files.createDirectory(directory);
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException, LambdaImageException {
    if (entry.isDirectory()) {
      makeDirectory(target);
      return;
    }
    Path directory = target.resolveSibling("");
    makeDirectory(directory);
    Files.deleteIfExists(target);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, LocalePath.of(Path.of(""), entry.getLinkName()));
    } else {
      copy(entry, content, target);
    }
    if (!target.startsWith(taskRoot())) {
      elsewhere.add("/" + root.relativize(directory).toString().replace('\\', '/'));
    }
  }

  private static void copy(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Files.copy(content, target);
    // Class archives are valid only for jars with a certain time.
    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
    if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true, false)) {
      throw new IOException("'" + target + "' cannot be made executable");
    }
  }
}

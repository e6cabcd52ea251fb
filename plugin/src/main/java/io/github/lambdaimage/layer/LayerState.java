package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.FieldsDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the file system says about a layer's files, without reading them: enough to see that nothing
 * has changed since they were last read.
 *
 * @param layer that has the files
 * @param key digest of all targets, modes, paths, sizes, times and inodes, and of the targets of
 *     links
 * @param newest the latest time of any file, in milliseconds since the epoch
 * @param size of all files together, in bytes
 */
public record LayerState(FunctionLayer layer, Digest key, long newest, long size) {

  /**
   * Examines the files of layers.
   *
   * @throws LambdaImageException when one of them does not exist or cannot be accessed
   */
  public static List<LayerState> of(List<FunctionLayer> layers) throws LambdaImageException {
    List<LayerState> states = new ArrayList<>();
    for (FunctionLayer layer : layers) {
      states.add(of(layer));
    }
    return states;
  }

  private static LayerState of(FunctionLayer layer) throws LambdaImageException {
    Scan scan = new Scan();
    for (FunctionFile file : layer.files()) {
      scan.add(file.target());
      scan.add(String.valueOf(file.mode()));
      if (file.source() instanceof Source.ModuleClasses classes) {
        scan.add(classes.manifest().text());
        for (Map.Entry<String, Path> entry : FileTree.list(classes.path()).entrySet()) {
          scan.add(entry.getKey());
          scan.add(entry.getValue());
        }
      } else if (file.source() instanceof Source.Link link) {
        // The link's target is not read later: it is another file of the image.
        scan.add("link to");
        scan.add(link.text());
      } else {
        scan.add(file.source().path());
      }
    }
    return new LayerState(layer, scan.fields.digest(), scan.newest, scan.size);
  }

  /** Whether a change after the moment of reading would show in the times. */
  public boolean wasSettledAt(long momentOfReading) {
    return FileStamp.wasSettled(newest, momentOfReading);
  }

  private static final class Scan {

    private final FieldsDigest fields = new FieldsDigest();
    private long newest;
    private long size;

    void add(String text) {
      fields.add(text);
    }

    void add(Path file) throws LambdaImageException {
      FileStamp stamp = stamp(file);
      add(file.toAbsolutePath().toString());
      add(stamp.text());
      newest = Math.max(newest, stamp.newest());
      size += stamp.size();
    }

    private static FileStamp stamp(Path file) throws LambdaImageException {
      try {
        return FileStamp.of(file);
      } catch (IOException e) {
        throw FileSize.unreadable(file, e);
      }
    }
  }
}

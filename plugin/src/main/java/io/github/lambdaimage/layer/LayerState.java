package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the file system says of a layer's files, without reading them: enough to see that nothing
 * changed since they were last read.
 *
 * @param layer whose files these are
 * @param key digest of all targets, modes, paths, sizes, times and inodes
 * @param newest the latest time of any file, in milliseconds since the epoch
 * @param size of all files together, in bytes
 */
public record LayerState(FunctionLayer layer, Digest key, long newest, long size) {

  /**
   * The coarsest clock of a file system in use (FAT's two seconds). A file as new as the moment of
   * reading may have changed again within one tick of that clock, unseen: git calls it racily
   * clean.
   *
   * @see <a href="https://git-scm.com/docs/racy-git">racy-git</a>
   */
  static final long COARSEST_TICK = 2000;

  public static List<LayerState> of(List<FunctionLayer> layers)
      throws IOException, LambdaImageException {
    List<LayerState> states = new ArrayList<>();
    for (FunctionLayer layer : layers) {
      states.add(of(layer));
    }
    return states;
  }

  private static LayerState of(FunctionLayer layer) throws IOException, LambdaImageException {
    Scan scan = new Scan();
    for (FunctionFile file : layer.files()) {
      scan.add(file.target());
      scan.add(String.valueOf(file.mode()));
      if (file.source() instanceof Source.ModuleClasses classes) {
        for (Map.Entry<String, Path> entry : FileTree.list(classes.path()).entrySet()) {
          scan.add(entry.getKey());
          scan.add(entry.getValue());
        }
      } else {
        scan.add(file.source().path());
      }
    }
    return new LayerState(layer, scan.fields.digest(), scan.newest, scan.size);
  }

  /** Whether a change after the moment of reading would show in the times. */
  public boolean wasSettledAt(long momentOfReading) {
    return newest < momentOfReading - COARSEST_TICK;
  }

  private static final class Scan {

    private final Fields fields = new Fields();
    private long newest;
    private long size;

    void add(String text) {
      fields.add(text);
    }

    void add(Path file) throws IOException {
      add(file.toAbsolutePath().toString());
      String attributes = "size,lastModifiedTime";
      if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        // A program can set the modification time back (cp -p, tar), but never the change time.
        attributes = "unix:size,lastModifiedTime,ctime,dev,ino";
      }
      Map<String, Object> values = Files.readAttributes(file, attributes);
      size += values.get("size") instanceof Long bytes ? bytes : 0;
      for (String name : new String[] {"size", "lastModifiedTime", "ctime", "dev", "ino"}) {
        Object value = values.get(name);
        if (value instanceof FileTime time) {
          newest = Math.max(newest, time.toMillis());
        }
        add(String.valueOf(value));
      }
    }
  }
}

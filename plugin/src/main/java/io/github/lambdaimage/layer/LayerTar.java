package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a layer as tar, by Jib: entries sorted, parents before children, owner 0:0, one fixed
 * time.
 */
final class LayerTar {

  private LayerTar() {}

  /** Writes the uncompressed tar stream of a layer; {@code out} stays open. */
  static void write(FunctionLayer layer, OutputStream out) throws IOException {
    List<Path> jars = new ArrayList<>();
    try {
      ImmutableList.Builder<FileEntry> entries = ImmutableList.builder();
      for (FunctionFile file : layer.files()) {
        Path source = file.source().path();
        if (file.source() instanceof Source.ModuleClasses classes) {
          source = ModuleJar.of(classes);
          jars.add(source);
        }
        entries.add(entry(source, file));
      }
      new ReproducibleLayerBuilder(entries.build()).build().writeTo(new Unclosed(out));
    } finally {
      for (Path jar : jars) {
        Files.deleteIfExists(jar);
      }
    }
  }

  private static FileEntry entry(Path source, FunctionFile file) {
    return new FileEntry(
        source,
        AbsoluteUnixPath.get(file.target()),
        FilePermissions.fromOctalString(Integer.toOctalString(file.mode())),
        FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
        "");
  }
}

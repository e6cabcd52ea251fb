package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.LayerObject;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A layer as Jib's build plan describes it, with what that cannot say: that an entry is a symbolic
 * link, and its target; the modes of directories.
 */
public final class LayerPlan implements LayerObject {

  private final FileEntriesLayer files;
  private final Map<AbsoluteUnixPath, String> links;
  private final SortedMap<String, Integer> directoryModes;

  private LayerPlan(
      FileEntriesLayer files,
      Map<AbsoluteUnixPath, String> links,
      SortedMap<String, Integer> directoryModes) {
    this.files = files;
    this.links = links;
    this.directoryModes = directoryModes;
  }

  /**
   * Describes a layer; no file is read for it.
   *
   * @param jars gives a place to each jar that is made later
   */
  public static LayerPlan of(FunctionLayer layer, ModuleJars jars) throws LambdaImageException {
    FileEntriesLayer.Builder plan = FileEntriesLayer.builder().setName(layer.name());
    Map<AbsoluteUnixPath, String> links = new HashMap<>();
    for (FunctionFile file : layer.files()) {
      AbsoluteUnixPath target = AbsoluteUnixPath.get(file.target());
      if (file.source() instanceof Source.Link link) {
        links.put(target, link.text());
      }
      plan.addEntry(
          file.source() instanceof Source.ModuleClasses classes
              ? jars.placeOf(classes)
              : file.source().path(),
          target,
          FilePermissions.fromOctalString(Integer.toOctalString(file.mode())),
          FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
    }
    return new LayerPlan(plan.build(), links, layer.directoryModes());
  }

  /** All entries, including links. */
  FileEntriesLayer files() {
    return files;
  }

  /** The target of an entry that is a symbolic link; {@code null} for a file. */
  @Nullable String link(FileEntry entry) {
    return links.isEmpty() ? null : links.get(entry.getExtractionPath());
  }

  /** The modes of directories that are not 755, by absolute path. */
  SortedMap<String, Integer> directoryModes() {
    return directoryModes;
  }

  @Override
  public Type getType() {
    return files.getType();
  }

  @Override
  public String getName() {
    return files.getName();
  }
}

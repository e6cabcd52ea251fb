package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes the task roots of a table's rows; rows with the same contents share one. */
public final class TaskRoots {

  private final Path folder;
  private final Map<String, Map<String, byte[]>> modules;
  private final Map<List<Placement>, TaskRoot> made = new ConcurrentHashMap<>();

  private TaskRoots(Path folder, Map<String, Map<String, byte[]>> modules) {
    this.folder = folder;
    this.modules = modules;
  }

  /**
   * Compiles the handlers.
   *
   * @param folder receives the task roots
   * @param classPath has aws-lambda-java-core
   */
  public static TaskRoots prepare(Path folder, String classPath) throws IOException {
    return new TaskRoots(folder, HandlerModules.compile(HandlerTable.FOLDER, classPath, folder));
  }

  /** The task root of a row; nobody may change it. */
  public TaskRoot of(HandlerRow row) {
    return made.computeIfAbsent(row.taskRoot(), this::make);
  }

  private TaskRoot make(List<Placement> placements) {
    try {
      Path root = Files.createTempDirectory(folder, "task");
      for (Placement placement : placements) {
        place(placement, root);
      }
      return new TaskRoot(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void place(Placement placement, Path root) throws IOException {
    Map<String, byte[]> classes = modules.get(placement.module());
    if (classes == null) {
      throw new IllegalArgumentException("There is no module \"" + placement.module() + "\".");
    }
    Path target = root.resolve(placement.target()).normalize();
    if (placement.isArchive()) {
      Files.createDirectories(target.resolveSibling(""));
      writeJar(placement, classes, target);
      return;
    }
    for (Map.Entry<String, byte[]> file : classes.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.write(path, file.getValue());
    }
  }

  private static void writeJar(Placement placement, Map<String, byte[]> classes, Path jar)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    placement.manifest().forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> file : classes.entrySet()) {
        entries.putNextEntry(new ZipEntry(placement.folderInJar() + file.getKey()));
        entries.write(file.getValue());
      }
    }
  }
}

package io.github.lambdaimage.it.handlers;

import io.github.lambdaimage.it.maven.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Class files for a Java that is newer than the one that runs this class. */
final class NewerJava {

  /** Where a class file has the low byte of its major version. */
  private static final int MAJOR = 7;

  /** That of Java 8 is 52. */
  private static final int OFFSET = 44;

  private NewerJava() {}

  /**
   * Compiles again with a newer JDK; if there is none, only the version is changed.
   *
   * @param sources the folder of the module
   * @param classes what our own compiler made of the module, by path
   * @param scratch a folder for temporary files
   */
  static Map<String, byte[]> compile(Path sources, Map<String, byte[]> classes, Path scratch) {
    try {
      SortedMap<Integer, Path> newer = Jdks.found().tailMap(Runtime.version().feature() + 1);
      List<Path> jdks = List.copyOf(newer.values());
      return jdks.isEmpty()
          ? patched(classes)
          : compiled(jdks.get(jdks.size() - 1), sources, classes, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> patched(Map<String, byte[]> classes) {
    Map<String, byte[]> patched = new TreeMap<>();
    classes.forEach(
        (path, content) -> {
          byte[] newer = content.clone();
          newer[MAJOR] = (byte) (Runtime.version().feature() + 1 + OFFSET);
          patched.put(path, newer);
        });
    return patched;
  }

  private static Map<String, byte[]> compiled(
      Path jdk, Path sources, Map<String, byte[]> classes, Path scratch) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "newer");
    Map<String, byte[]> compiled = new TreeMap<>();
    for (String path : classes.keySet()) {
      String source = path.replace(".class", ".java");
      run(jdk.resolve("bin/javac"), "-d", folder, sources.resolve(source));
      compiled.put(path, Files.readAllBytes(folder.resolve(path)));
    }
    return compiled;
  }

  private static void run(Object... command) throws IOException {
    String[] words = new String[command.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = command[i].toString();
    }
    try {
      int exitCode = new ProcessBuilder(words).inheritIO().start().waitFor();
      if (exitCode != 0) {
        throw new IOException(words[0] + " ended with " + exitCode + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}

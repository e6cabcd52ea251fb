package io.github.lambdaimage.runtime;

import io.github.lambdaimage.function.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The native part of AWS's client, in a file of this run. The client itself unpacks it to a fixed
 * name in {@code /tmp}, where two runs, or two users, conflict.
 */
final class NativeLibrary {

  /** The client's own property for it. */
  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private NativeLibrary() {}

  /**
   * Unpacks the library for a machine.
   *
   * @param jars including the client's
   * @param osArch Java's name of the instruction set
   * @param directory to unpack it to
   * @return the JVM's option for it, or empty if no jar has it
   */
  static Optional<String> unpack(List<Path> jars, String osArch, Path directory)
      throws IOException {
    String name =
        "libaws-lambda-jni.linux-%s.so"
            .formatted(Architecture.ARM64.isOf(osArch) ? "aarch_64" : "x86_64");
    for (Path jar : jars) {
      if (!BundledClient.isClient(jar)) {
        continue;
      }
      try (JarFile file = new JarFile(jar.toFile())) {
        JarEntry entry = file.getJarEntry("jni/" + name);
        if (entry != null) {
          Path unpacked = directory.resolve(name);
          try (InputStream library = file.getInputStream(entry)) {
            Files.copy(library, unpacked);
          }
          return Optional.of("-D" + PROPERTY + "=" + unpacked);
        }
      }
    }
    return Optional.empty();
  }
}

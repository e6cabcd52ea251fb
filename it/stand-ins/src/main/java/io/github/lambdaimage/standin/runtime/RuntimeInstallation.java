package io.github.lambdaimage.standin.runtime;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The client and the jars that it needs, in one folder.
 *
 * @param jars absolute paths
 * @param nativeLibrary unpacked beside them: by itself the client unpacks it to a fixed name in
 *     /tmp, where two processes get in each other's way
 */
public record RuntimeInstallation(List<Path> jars, Path nativeLibrary) {

  private static final String NATIVE_LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** Finds the jars that Maven copied to this folder. */
  public static RuntimeInstallation of(Path folder) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    return new RuntimeInstallation(jars, unpack(jars, folder.toAbsolutePath()));
  }

  /** Handlers are compiled against them. */
  public String classPath() {
    return jars.stream().map(Path::toString).collect(joining(File.pathSeparator));
  }

  /** Of the JVM that runs it. */
  public List<String> options() {
    return List.of("-D" + NATIVE_LIBRARY + "=" + nativeLibrary, "-cp", classPath());
  }

  private static Path unpack(List<Path> jars, Path folder) throws IOException {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "libaws-lambda-jni.linux-" + arch + ".so";
    Path unpacked = folder.resolve(name);
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry("jni/" + name) != null && !Files.exists(unpacked)) {
          // In one step: another test may load it as soon as it is there.
          Path own = folder.resolve(name + "-" + UUID.randomUUID());
          try (InputStream library = file.getInputStream(file.getEntry("jni/" + name))) {
            Files.copy(library, own);
          }
          Files.move(own, unpacked, ATOMIC_MOVE);
        }
      }
    }
    return unpacked;
  }
}

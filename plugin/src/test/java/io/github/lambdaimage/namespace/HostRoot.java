package io.github.lambdaimage.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * What is {@code /} in a base: a shell and a few programs of this machine, with their libraries.
 */
public final class HostRoot {

  private static final Pattern LIBRARY = Pattern.compile("(/[^ ]+) \\(0x");
  private static final List<String> PROGRAMS =
      List.of("sh", "cat", "id", "ls", "mkdir", "mkfifo", "ps", "sleep", "stat", "env");

  private HostRoot() {}

  /** Makes one in a new directory. */
  public static Path make(Path directory) throws IOException {
    for (String name : List.of("bin", "var/task", "opt", "etc")) {
      Files.createDirectories(directory.resolve(name));
    }
    Files.writeString(directory.resolve("etc/base.txt"), "of the base");
    for (String name : PROGRAMS) {
      Path program = SearchPath.of(System.getenv()).find(name).orElseThrow();
      Files.copy(program.toRealPath(), directory.resolve("bin").resolve(name));
      Process ldd = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
      String output = new String(ldd.getInputStream().readAllBytes(), UTF_8);
      for (Matcher library = LIBRARY.matcher(output); library.find(); ) {
        Path copy = directory.resolve(library.group(1).substring(1));
        if (!Files.exists(copy)) {
          Files.createDirectories(Objects.requireNonNull(copy.getParent()));
          Files.copy(Path.of(library.group(1)).toRealPath(), copy);
        }
      }
    }
    return directory;
  }

  /** The machine that the tests run on. */
  public static NamespaceHost host() {
    return NamespaceHost.of(
        System.getProperty("os.name"), System.getProperty("os.arch"), System.getenv());
  }

  /** Skips a test where there are no namespaces: NamespaceHostTest says where there must be. */
  public static NamespaceHost assumeNamespaces(Path scratch) throws IOException {
    NamespaceHost host = host();
    Optional<Hindrance> hindrance =
        host.trial(ownArchitecture(host), Files.createDirectories(scratch)).hindrance();
    Assumptions.assumeTrue(hindrance.isEmpty(), hindrance::toString);
    return host;
  }

  static Architecture ownArchitecture(NamespaceHost host) {
    return Arrays.stream(Architecture.values())
        .filter(it -> it.ociName().equals(host.osArch()) || it.machine().equals(host.osArch()))
        .findFirst()
        .orElseThrow();
  }
}

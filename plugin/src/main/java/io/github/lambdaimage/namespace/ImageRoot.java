package io.github.lambdaimage.namespace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.process.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The parts of an image in a namespace: a directory with the function's own files, a link to those
 * of its base, and the script that does the rest.
 *
 * @param unshare the program that creates namespaces
 * @param path the host's search path for programs
 */
public record ImageRoot(Path unshare, String path, Path directory) {

  /** The directory of the function's own files. */
  public static final String FUNCTION = "function";

  /** A directory that programs of the image can write to, if there is one. */
  public static final String MADE = "made";

  private static final String EXTENSIONS = "opt/extensions";
  private static final String SCRIPT = "namespace.sh";

  /** Where Debian has programs that only root used to call. */
  private static final String OF_ROOT = ":/usr/sbin:/sbin:/usr/bin:/bin";

  private static final List<String> DIRECTORIES = List.of("dev", "etc", "proc", "tmp");

  private static final String HOSTS = "etc/hosts";

  /**
   * Files about the network, which is the host's: they are copies, so that nobody can change the
   * host's.
   */
  private static final List<String> FILES = List.of("etc/resolv.conf", HOSTS);

  /** The names of the machine for extensions on Lambda. */
  public static final List<String> SANDBOX = List.of("sandbox.localdomain", "sandbox");

  /**
   * Prepares a directory with the function's own files; nothing is mounted yet.
   *
   * @param base the root directory of the base
   * @param overlay whether to mount the files over the base's; otherwise they are copied
   * @param variables of the host, whose path has {@code unshare}
   */
  static ImageRoot prepare(
      Path directory, Path base, boolean overlay, Map<String, String> variables)
      throws IOException {
    Path function = directory.resolve(FUNCTION);
    for (String name : DIRECTORIES) {
      if (!Files.isDirectory(function.resolve(name))) {
        Files.createDirectory(function.resolve(name));
      }
    }
    for (String name : FILES) {
      Path ofHost = Path.of("/" + name);
      if (Files.isReadable(ofHost)) {
        Files.deleteIfExists(function.resolve(name));
        Files.write(function.resolve(name), Files.readAllBytes(ofHost));
      }
    }
    Files.writeString(
        function.resolve(HOSTS),
        "\n127.0.0.1 " + String.join(" ", SANDBOX) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Path root = Files.createDirectory(directory.resolve("root"));
    if (overlay) {
      Files.createSymbolicLink(directory.resolve("base"), base.toAbsolutePath());
    } else {
      CopiedRoot.addBelow(function, root);
      CopiedRoot.addBelow(base, root);
    }
    try (InputStream script =
        Objects.requireNonNull(ImageRoot.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      Files.copy(script, directory.resolve(SCRIPT));
    }
    SearchPath programs = SearchPath.of(variables);
    return new ImageRoot(
        programs.find("unshare").orElseThrow(() -> new IOException("there is no 'unshare'")),
        String.join(":", programs.directories()) + OF_ROOT,
        directory);
  }

  /**
   * The command that starts the image, with {@link #hostEnvironment()}; keep its standard input
   * open for as long as it shall run.
   *
   * @param start a file of {@link #newStart}
   * @param debugger an option for its JVM, or empty
   * @param extensions names of programs in {@code /opt/extensions} to start too
   */
  public List<String> command(Path start, String debugger, SortedSet<String> extensions) {
    List<String> command = command();
    command.addAll(List.of(start.toString(), debugger, String.join("\n", extensions)));
    return command;
  }

  /** The command that tests whether an image could be started: it runs only a program. */
  List<String> trial(String program) {
    List<String> command = command();
    command.addAll(List.of("", "", "", program));
    return command;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(unshare.toString());
    command.addAll(
        List.of("--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("sh", directory.resolve(SCRIPT).toString(), directory.toString()));
    return command;
  }

  /**
   * The mark before the runtime's exit status in the error output, which also has what extensions
   * print, and errors before there is a runtime.
   *
   * @param start of {@link #newStart}
   */
  public static String end(Path start) {
    return start + " ended with ";
  }

  /**
   * The extensions of an image: the files in {@code /opt/extensions}, of the function and of the
   * base, that Lambda would start.
   *
   * @param directory with the function's own files
   */
  public static SortedSet<String> extensions(Path directory, Path base) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Path root : List.of(base, directory.resolve(FUNCTION))) {
      Path folder = root.resolve(EXTENSIONS);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          // Every file, executable or not: Lambda starts it.
          files
              .filter(it -> !Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))
              .forEach(it -> names.add(String.valueOf(it.getFileName())));
        }
      }
    }
    return names;
  }

  /** All variables of the programs that put the image together. */
  public Map<String, String> hostEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
    return environment;
  }

  /** Whether a variable with this name reaches the image: a shell passes it on. */
  public static boolean canPass(String name) {
    return ShellVariable.isName(name);
  }

  /**
   * Writes the image's command and variables to a file that nobody else can read: they may be
   * secrets, and every user of the machine can read command lines. Besides, this JVM's locale may
   * be unable to encode all characters on a command line.
   *
   * @param image the program and its arguments
   * @return its path, for one start: it is deleted after it was read
   */
  public Path newStart(String workingDirectory, List<String> image, Map<String, String> variables)
      throws IOException {
    StringBuilder exports = new StringBuilder();
    variables.forEach(
        (name, value) -> {
          if (canPass(name)) {
            exports.append(ShellVariable.export(name, value)).append('\n');
          }
        });
    StringBuilder text = new StringBuilder();
    text.append(ShellVariable.assign("directory", workingDirectory)).append('\n');
    text.append(ShellVariable.assign("variables", exports.toString())).append('\n');
    text.append("set --");
    image.forEach(word -> text.append(' ').append(ShellVariable.quoted(word)));
    Path file = Files.createTempFile(directory, "start-", ".sh");
    Files.writeString(file, text.append('\n'), UTF_8);
    return file;
  }
}

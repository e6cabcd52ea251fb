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
 * What an image is put together from in a namespace: a directory with the function's own files, a
 * link to those of its base, and the script that does the rest.
 *
 * @param unshare the program that makes namespaces
 * @param path the host's search path for programs
 */
public record ImageRoot(Path unshare, String path, Path directory) {

  /** Where the function's own files are to be. */
  public static final String FUNCTION = "function";

  /** A directory that programs of the image can write to, where there is one. */
  public static final String MADE = "made";

  private static final String EXTENSIONS = "opt/extensions";
  private static final String SCRIPT = "namespace.sh";

  /** Where Debian has what only root used to call. */
  private static final String OF_ROOT = ":/usr/sbin:/sbin:/usr/bin:/bin";

  private static final List<String> DIRECTORIES = List.of("dev", "etc", "proc", "tmp");

  private static final String HOSTS = "etc/hosts";

  /** The network is the host's, and so are its names: as copies, which nobody can write through. */
  private static final List<String> FILES = List.of("etc/resolv.conf", HOSTS);

  /** By which extensions call their own machine on Lambda. */
  public static final List<String> SANDBOX = List.of("sandbox.localdomain", "sandbox");

  /**
   * Prepares a directory that has the function's own files; nothing is mounted yet.
   *
   * @param base what is {@code /} in the base
   * @param overlay whether the kernel lays the files over those of the base; they are copied else
   * @param variables of the host, with a path on which {@code unshare} is
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
   * What starts the image, with {@link #hostEnvironment()}; its standard input is to be held open
   * for as long as it shall run.
   *
   * @param start a file of {@link #newStart}
   * @param debugger an option for its JVM, or nothing
   * @param extensions names of programs in {@code /opt/extensions} to be started beside
   */
  public List<String> command(Path start, String debugger, SortedSet<String> extensions) {
    List<String> command = command();
    command.addAll(List.of(start.toString(), debugger, String.join("\n", extensions)));
    return command;
  }

  /** What tries whether an image could be started: it runs a program, and nothing beside it. */
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
   * What the start says of the runtime's end, followed by its exit status, among the lines of the
   * error output: that has what extensions print, and what goes wrong before there is a runtime.
   *
   * @param start of {@link #newStart}
   */
  public static String end(Path start) {
    return start + " ended with ";
  }

  /**
   * The extensions of an image: what is in {@code /opt/extensions} of its own files and its base's,
   * whichever Lambda would start.
   *
   * @param directory that has its own files
   */
  public static SortedSet<String> extensions(Path directory, Path base) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Path root : List.of(base, directory.resolve(FUNCTION))) {
      Path folder = root.resolve(EXTENSIONS);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          // Whatever is no folder, executable or not: Lambda starts it, too.
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

  /** Whether a variable of this name reaches the image: a shell hands it over. */
  public static boolean canPass(String name) {
    return ShellVariable.isName(name);
  }

  /**
   * Writes what the image starts, and its variables, to a file that nobody else can read: they may
   * be secrets, and what a command line says, every user of the machine can read. Nor does this JVM
   * know how to write every letter on a command line, unless its locale does.
   *
   * @param image the program and its arguments
   * @return its path, for one start: it is deleted as soon as it was read
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

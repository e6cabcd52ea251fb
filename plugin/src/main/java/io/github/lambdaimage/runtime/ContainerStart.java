package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a container starts: the image's program directly, or a script in the image's shell, which
 * starts that program and the extensions.
 *
 * @param command the image's program with its arguments
 * @param extensions names of programs in {@code /opt/extensions}
 * @param leftOut names of variables that a shell does not pass on
 * @param byShell whether the script starts it
 */
public record ContainerStart(
    List<String> command,
    SortedSet<String> extensions,
    SortedSet<String> leftOut,
    boolean byShell) {

  /** For an image whose files are not known. */
  public static final ContainerStart OF_IMAGE =
      new ContainerStart(
          List.of(), Collections.emptySortedSet(), Collections.emptySortedSet(), false);

  private static final String SHELL = "/bin/sh";
  private static final String SCRIPT = "container.sh";

  /**
   * The variable with the script and its input: on a command line, Windows would lose quotes, and
   * some locales characters.
   */
  private static final String VARIABLE = "LAMBDA_IMAGE_START";

  private static final String EVALUATE = "set -f; IFS=; eval $" + VARIABLE;

  /**
   * The start of an image: with the script if it has a shell, unless that would lose variables
   * without need.
   *
   * @param base the files of its base
   * @param own the user's variables for the local function
   * @throws LambdaImageException when its own layers cannot be read
   */
  public static ContainerStart of(ImageLayout layout, BaseFiles base, Map<String, String> own)
      throws LambdaImageException {
    JsonObject config = JsonObject.parse(layout.config(), "The image's config").object("config");
    List<String> command = new ArrayList<>(config.texts("Entrypoint"));
    command.addAll(config.texts("Cmd"));
    BaseFiles files = base;
    for (BuiltLayer layer : layout.summary().layers()) {
      files = files.with(listing(layout, layer));
    }
    SortedSet<String> extensions = extensions(files);
    SortedSet<String> leftOut = new TreeSet<>(own.keySet());
    leftOut.addAll(LambdaVariables.read(config.texts("Env")).keySet());
    leftOut.removeIf(ImageRoot::canPass);
    return new ContainerStart(
        List.copyOf(command),
        extensions,
        leftOut,
        files.resolve(SHELL).isPresent() && (leftOut.isEmpty() || !extensions.isEmpty()));
  }

  /** Its extensions: like Lambda, every file, executable or not. */
  private static SortedSet<String> extensions(BaseFiles files) {
    SortedSet<String> names = new TreeSet<>();
    String folder = files.resolve(Programs.EXTENSIONS).orElse(Programs.EXTENSIONS) + "/";
    files
        .inside(folder.substring(0, folder.length() - 1))
        .forEach(
            (path, entry) -> {
              if (Programs.isIn(folder, path) && isProgram(entry.kind())) {
                names.add(path.substring(folder.length()));
              }
            });
    return names;
  }

  private static boolean isProgram(Kind kind) {
    return kind != Kind.DIRECTORY && kind != Kind.SPECIAL;
  }

  private static LayerListing listing(ImageLayout layout, BuiltLayer layer)
      throws LambdaImageException {
    try (InputStream blob = layout.open(layer.blob().digest(), layer.blob().size())) {
      return LayerListing.read(blob);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The layer '%s' of the image in '%s' cannot be read: %s. Run 'mvn lambda-image:build' again."
              .formatted(layer.name(), layout.directory(), FailureReason.of(e)),
          e);
    }
  }

  /** Options of the engine's {@code run}, before the image. */
  List<String> options() {
    return byShell ? List.of("--interactive", "--entrypoint", SHELL, "-e", VARIABLE) : List.of();
  }

  /** The arguments after the image. */
  List<String> arguments() {
    return byShell ? List.of("-c", EVALUATE) : List.of();
  }

  /**
   * Variables in addition to those of the function.
   *
   * @param end the script's mark before the runtime's exit status
   * @param debugger an option only for the runtime's JVM, or empty
   */
  Map<String, String> environment(String end, String debugger) throws IOException {
    if (!byShell) {
      return Map.of();
    }
    List<String> arguments = new ArrayList<>(List.of(end, String.join("/", extensions), debugger));
    arguments.addAll(command);
    StringBuilder text = new StringBuilder("set --");
    arguments.forEach(argument -> text.append(' ').append(quoted(argument)));
    try (InputStream script =
        Objects.requireNonNull(ContainerStart.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      text.append('\n').append(new String(script.readAllBytes(), UTF_8));
      return Map.of(VARIABLE, text.toString());
    }
  }

  /**
   * A word for the shell, only in ASCII: the locale of Maven's JVM may have no other characters.
   */
  private static String quoted(String text) {
    StringBuilder word = new StringBuilder("'");
    for (byte letter : text.getBytes(UTF_8)) {
      if (letter < 0) {
        word.append("'\"$(printf '\\").append(Integer.toOctalString(letter & 0xff)).append("')\"'");
      } else if (letter == '\'') {
        word.append("'\\''");
      } else {
        word.append((char) letter);
      }
    }
    return word.append('\'').toString();
  }
}

package io.github.lambdaimage.check;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.content.Landmarks;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.BasePlaces;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The function to check.
 *
 * @param parts of the function
 * @param base which is being loaded
 * @param cache remembers what was found in jars
 */
record CheckedFunction(
    FunctionImage image,
    Pending<List<Part>> parts,
    Pending<BaseImage> base,
    BaseContents contents,
    CacheDirectory cache) {

  /** The program that the entrypoint of AWS's bases starts. */
  static final String BOOTSTRAP = "/var/runtime/bootstrap";

  private static final int EXECUTABLE = 0111;

  private static final Pattern CLIENT_JAR =
      Pattern.compile(".*/aws-lambda-java-runtime-interface-client[^/]*\\.jar");

  /** All files of the function, not counting those in jars. */
  Stream<FunctionFile> files() {
    return image.layers().stream().flatMap(layer -> layer.files().stream());
  }

  /** Files that are not dependencies: classes, resources and extra files. */
  Stream<FunctionFile> looseFiles() {
    return files().filter(file -> file.dependency() == null);
  }

  /** Whether the function has a runtime of its own, which need not be Java. */
  boolean hasRuntime() throws LambdaImageException {
    if (image.startsRuntimeClient()) {
      return false;
    }
    // Without any program, there is no need to wait for the base.
    return bootstrap().isPresent()
        || (executables().findAny().isPresent() && ownEntrypoint().isPresent());
  }

  /** The file that AWS's bases start as bootstrap, or that was meant to be one. */
  Optional<FunctionFile> bootstrap() {
    return looseFiles()
        .filter(file -> file.target().equals(BOOTSTRAP))
        .findFirst()
        .or(() -> executables().filter(FunctionFile::isBootstrap).findFirst());
  }

  /** Whether what starts in the image calls the handler, as far as this can be told. */
  boolean callsHandler() {
    return image.entrypoint().callsHandler();
  }

  /** The program that the image starts, if it is one of the function's files. */
  Optional<FunctionFile> ownEntrypoint() throws LambdaImageException {
    List<String> entrypoint =
        image.entrypoint().isOwn() ? image.entrypoint().command() : base.get().entrypoint();
    return entrypoint.isEmpty() ? Optional.empty() : fileAt(entrypoint.get(0));
  }

  /** The function's file at an absolute path, also through links of the base or its own. */
  Optional<FunctionFile> fileAt(String path) throws LambdaImageException {
    String place = place(path);
    return looseFiles().filter(file -> file.target().equals(place)).findFirst();
  }

  /** An absolute path, resolved against the directory in which programs start. */
  String absolute(String path) throws LambdaImageException {
    return BaseFiles.normalize(
        path.startsWith("/") ? path : base.get().workingDirectory() + "/" + path);
  }

  /** Where a path leads to in the image, after following the links in its folder. */
  String place(String path) throws LambdaImageException {
    if (!path.startsWith("/")) {
      return path;
    }
    List<Entry> links = new ArrayList<>();
    looseFiles()
        .forEach(
            file -> {
              if (file.source() instanceof Source.Link link) {
                links.add(new Entry(Kind.LINK, file.target(), link.text()));
              }
            });
    boolean placed = BasePlaces.matter(image.layers(), base.get().name());
    BaseFiles below = placed ? baseFiles() : BaseFiles.of(List.of());
    return below.with(new LayerListing(links)).landing(path).orElse(path);
  }

  /** The folder where Lambda looks for extensions, with a {@code /} at its end. */
  String extensions() throws LambdaImageException {
    String inside = place(Programs.EXTENSIONS + "x");
    return inside.substring(0, inside.length() - 1);
  }

  private Stream<FunctionFile> executables() {
    return looseFiles().filter(CheckedFunction::isExecutable);
  }

  /** Whether a file is executable for anybody. */
  static boolean isExecutable(FunctionFile file) {
    return (file.mode() & EXECUTABLE) != 0;
  }

  /** Whether AWS's runtime interface client is among the function's jars. */
  boolean hasRuntimeClient() throws LambdaImageException {
    return parts.get().stream()
        .anyMatch(part -> part.facts().landmarks().contains(Landmarks.RUNTIME_CLIENT));
  }

  /**
   * Whether a path is that of AWS's runtime interface client, by its file name on Maven Central.
   */
  static boolean isRuntimeClient(String path) {
    return CLIENT_JAR.matcher(path).matches();
  }

  /** The base's files; if they are not available, that is a note. */
  Optional<BaseFiles> baseFiles(Findings findings) {
    try {
      return Optional.of(baseFiles());
    } catch (LambdaImageException e) {
      findings.note(notLookedAt(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  static String notLookedAt(String reason) {
    return "The files of the base were not looked at: " + reason;
  }

  /** The base's files, for which its layers are fetched once. */
  BaseFiles baseFiles() throws LambdaImageException {
    return contents.files(base.get());
  }
}

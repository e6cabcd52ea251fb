package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.packaged.NewerClasses;
import io.github.lambdaimage.packaged.PackagedFunction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The {@code <content>} that a project's build has packed, instead of its classes and dependencies.
 */
final class ProjectContent {

  private static final String CLASS = ".class";

  private final Content content;
  private final Path unpacked;
  private final @Nullable Instant began;
  private final NewerClasses.Reader reader;

  /** The content as it was read already, for the same image. */
  private @Nullable PackagedFunction known;

  /**
   * Content.
   *
   * @param unpacked folder for its files
   * @param began when this Maven was started, if that is known
   * @param reader called once for each image
   */
  ProjectContent(
      Content content, Path unpacked, @Nullable Instant began, NewerClasses.Reader reader) {
    this.content = content;
    this.unpacked = unpacked;
    this.began = began;
    this.reader = reader;
  }

  /** The content of a project, which may have the project's own jar and its dependencies. */
  static ProjectContent of(
      Content content,
      Path unpacked,
      MavenProject project,
      MavenSession session,
      MavenBuild build) {
    Date began = session.getStartTime();
    return new ProjectContent(
        content,
        unpacked,
        began == null ? null : began.toInstant(),
        () -> {
          List<Dependency> dependencies = new ArrayList<>(build.dependencies(project));
          dependencies.add(ownJar(project));
          return PackagedFunction.read(content, unpacked, build.cache().version(), dependencies);
        });
  }

  /**
   * Its layers.
   *
   * @param contents what is added and left out
   * @param client AWS's runtime interface client with its libraries, if it is added
   * @param extra files that are added
   * @param programs that Lambda starts
   */
  List<FunctionLayer> layers(
      BuildRequest.Contents contents,
      List<Dependency> client,
      List<FunctionFile> extra,
      Programs programs)
      throws LambdaImageException {
    OutputInsideInput.refuse(extra, unpacked);
    PackagedFunction function = read();
    return FunctionContents.layers(
        programs.executableAmong(function.files()),
        libraries(function.libraries(), contents, client),
        extra);
  }

  /** Forgets what was read: the next time, it may be another content. */
  void forget() {
    known = null;
  }

  /**
   * The files that decide which Java the function needs: in packed content, nobody can tell which
   * classes are libraries', so the project's own decide, or else the handler's.
   *
   * @param classes the compiler's output directory
   * @param layers of the content
   */
  static List<FunctionLayer> deciding(Path classes, List<FunctionLayer> layers, Handler handler)
      throws LambdaImageException {
    List<FunctionFile> own = new ArrayList<>();
    for (Map.Entry<String, Path> file : FileTree.list(classes).entrySet()) {
      if (file.getKey().endsWith(CLASS)) {
        own.add(
            FunctionFile.readable(file.getValue(), FunctionFile.TASK_ROOT + "/" + file.getKey()));
      }
    }
    if (own.isEmpty()) {
      String name = FunctionFile.TASK_ROOT + "/" + handler.className().replace('.', '/') + CLASS;
      for (FunctionLayer layer : layers) {
        layer.files().stream().filter(file -> file.target().equals(name)).forEach(own::add);
      }
    }
    return own.isEmpty() ? List.of() : List.of(FunctionLayer.of("classes", own));
  }

  /** The jars of the image: those of the content, without excluded ones, and the client's. */
  static List<FunctionFile> libraries(
      List<FunctionFile> packed, BuildRequest.Contents contents, List<Dependency> client) {
    List<FunctionFile> libraries = new ArrayList<>();
    for (FunctionFile library : packed) {
      Dependency dependency = library.dependency();
      if (dependency == null || !contents.exclude(dependency)) {
        libraries.add(library);
      }
    }
    return client.isEmpty() ? libraries : union(libraries, client);
  }

  /** The content's jars keep their names; those of the client's that are missing are added. */
  private static List<FunctionFile> union(List<FunctionFile> libraries, List<Dependency> client) {
    List<Dependency> packed = new ArrayList<>();
    Set<String> targets = new HashSet<>();
    for (FunctionFile library : libraries) {
      Dependency dependency = library.dependency();
      if (dependency == null) {
        targets.add(library.target());
      } else {
        packed.add(dependency);
      }
    }
    List<Dependency> union = RuntimeInterfaceClient.union(packed, client);
    List<FunctionFile> files = new ArrayList<>();
    for (FunctionFile library : libraries) {
      Dependency dependency = library.dependency();
      if (dependency == null || union.contains(dependency)) {
        files.add(library);
      }
    }
    List<Dependency> added = new ArrayList<>(union);
    added.removeAll(packed);
    for (FunctionFile library : FunctionContents.libraries(added)) {
      if (!targets.contains(library.target())) {
        files.add(library);
      }
    }
    return files;
  }

  /**
   * A warning if it was made before this Maven was started, and something was compiled since.
   *
   * @param classes the compiler's output directory
   */
  Optional<String> outdated(Path classes) throws LambdaImageException {
    Optional<String> newer = NewerClasses.find(classes, content.path(), began, this::read);
    return newer.map(
        name ->
            "<content> '%s' is older than the class '%s' in '%s': the image has what was packed before. %s"
                .formatted(content.path(), name, classes, content.cure()));
  }

  /** Reads it, once for each image. */
  PackagedFunction read() throws LambdaImageException {
    PackagedFunction packaged = known;
    if (packaged == null) {
      packaged = reader.read();
      known = packaged;
    }
    return packaged;
  }

  private static Dependency ownJar(MavenProject project) {
    return new Dependency(
        project.getGroupId(),
        project.getArtifactId(),
        project.getVersion(),
        "",
        Path.of(project.getBuild().getFinalName() + ".jar"),
        Stability.MODULE);
  }
}

package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.packaged.NewerClasses;
import io.github.lambdaimage.packaged.PackagedFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** What a project's build has packed, in place of its classes and dependencies. */
final class ProjectContent {

  private final Content content;
  private final Path unpacked;
  private final MavenProject project;
  private final MavenSession session;
  private final MavenBuild build;

  /**
   * The content of a project.
   *
   * @param unpacked folder for its files
   */
  ProjectContent(
      Content content,
      Path unpacked,
      MavenProject project,
      MavenSession session,
      MavenBuild build) {
    this.content = content;
    this.unpacked = unpacked;
    this.project = project;
    this.session = session;
    this.build = build;
  }

  /**
   * Its layers.
   *
   * @param contents what is added and left out
   * @param client AWS's runtime interface client with its libraries, if it is to be added
   * @param extra files that are added
   */
  List<FunctionLayer> layers(
      BuildRequest.Contents contents, List<Dependency> client, List<FunctionFile> extra)
      throws LambdaImageException {
    PackagedFunction function = read();
    return FunctionContents.layers(
        function.files(), libraries(function.libraries(), contents, client), extra);
  }

  /** The jars of the image: those that are packed, without what is excluded, and the client. */
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

  /** The jars that are packed keep their names; of the client's, those are added that lack. */
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
   * A warning where it was made before this Maven began, and something was compiled since.
   *
   * @param classes where the compiler puts them
   */
  Optional<String> outdated(Path classes) throws LambdaImageException {
    Date start = session.getStartTime();
    Optional<String> newer =
        NewerClasses.find(
            classes, content.path(), start == null ? null : start.toInstant(), this::read);
    return newer.map(
        name ->
            "<content> '%s' is older than the class '%s' in '%s': the image has what was packed before. %s"
                .formatted(content.path(), name, classes, content.cure()));
  }

  private PackagedFunction read() throws LambdaImageException {
    List<Dependency> known = new ArrayList<>(build.dependencies(project));
    known.add(ownJar());
    return PackagedFunction.read(content, unpacked, build.cache().version(), known);
  }

  /** Some packages have the project's classes in a jar of their own, among the others. */
  private Dependency ownJar() {
    return new Dependency(
        project.getGroupId(),
        project.getArtifactId(),
        project.getVersion(),
        "",
        Path.of(project.getBuild().getFinalName() + ".jar"),
        Stability.MODULE);
  }
}

package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * A Maven project as a Lambda function: parameters, with the project's facts where they are not
 * set.
 */
final class ProjectFunction {

  private static final String SNAP_START = "com.amazonaws.lambda.feature.snapstart";

  private final AbstractLambdaImageMojo parameters;
  private final MavenProject project;

  private ProjectFunction(AbstractLambdaImageMojo parameters) {
    this.parameters = parameters;
    this.project = parameters.project;
  }

  static ProjectFunction of(AbstractLambdaImageMojo parameters) {
    return new ProjectFunction(parameters);
  }

  /**
   * The image to build of the project as it is now.
   *
   * @throws LambdaImageException for any parameter that Lambda or the image formats do not allow
   */
  FunctionImage image(Handler handler) throws LambdaImageException {
    Architecture architecture = Architecture.parse(parameters.architecture);
    ManifestFormat format = ManifestFormat.parse(parameters.format);
    ImageName from = from(classes());
    return new FunctionImage(
        handler,
        architecture,
        from,
        layers(),
        environment(),
        labels(from),
        client() != null,
        created(),
        format,
        Services.checkSettings(parameters).toString());
  }

  /** What the function consists of. */
  List<FunctionLayer> layers() throws LambdaImageException {
    return FunctionContents.layers(classes(), dependencies(), extraFiles());
  }

  /** Whether the project has any class of its own. */
  boolean hasClasses() throws LambdaImageException {
    return FileTree.list(classes()).keySet().stream().anyMatch(file -> file.endsWith(".class"));
  }

  private Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
  }

  private ImageName from(Path classes) throws LambdaImageException {
    String from = parameters.from;
    return ImageName.parse(
        from == null
            ? LambdaJava.baseImageFor(
                CompilerRelease.of(project, parameters.session.getUserProperties(), classes))
            : from);
  }

  private List<Dependency> dependencies() throws LambdaImageException {
    List<DependencyPattern> excludes = new ArrayList<>();
    for (String exclude : Elements.present(parameters.excludes)) {
      excludes.add(DependencyPattern.parse(exclude));
    }
    List<Dependency> dependencies =
        new RuntimeDependencies(parameters.dependenciesResolver, parameters.session)
            .of(project).stream()
                .filter(it -> excludes.stream().noneMatch(exclude -> exclude.matches(it)))
                .toList();
    String client = client();
    return client == null
        ? dependencies
        : RuntimeInterfaceClient.union(
            dependencies,
            new RuntimeInterfaceClient(parameters.repositorySystem, parameters.session)
                .resolve(client, project));
  }

  /** The version of AWS's runtime interface client to add, or {@code null} for none. */
  private @Nullable String client() {
    String client = parameters.runtimeInterfaceClient;
    if (client == null || client.isBlank() || client.strip().equals("false")) {
      return null;
    }
    return client.strip().equals("true") ? RuntimeInterfaceClient.DEFAULT_VERSION : client.strip();
  }

  private List<ExtraFiles> extraFiles() throws LambdaImageException {
    List<ExtraFiles> extraFiles = new ArrayList<>();
    for (ExtraFile extraFile : parameters.extraFiles) {
      extraFiles.add(extraFile.toValue());
    }
    return extraFiles;
  }

  private SortedMap<String, String> labels(ImageName from) {
    SortedMap<String, String> labels = ProjectLabels.of(project, from, parameters.labels);
    if (parameters.snapStart) {
      labels.put(SNAP_START, "Allow");
    }
    return labels;
  }

  private SortedMap<String, String> environment() throws LambdaImageException {
    SortedMap<String, String> environment = new TreeMap<>();
    for (Map.Entry<String, @Nullable String> variable : parameters.environment.entrySet()) {
      if (variable.getKey().isBlank() || variable.getKey().contains("=")) {
        throw new LambdaImageException(
            "<environment>: '%s' cannot name a variable. Use letters, digits and '_'."
                .formatted(variable.getKey()));
      }
      // An empty element, <NAME/>, comes as null.
      String value = variable.getValue();
      environment.put(variable.getKey(), value == null ? "" : value);
    }
    return environment;
  }

  /** What the command line says goes before what the POM says. */
  private Instant created() throws LambdaImageException {
    String name = "project.build.outputTimestamp";
    return OutputTimestamp.parse(
        parameters
            .session
            .getUserProperties()
            .getProperty(name, project.getProperties().getProperty(name)));
  }
}

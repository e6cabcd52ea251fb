package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.StartClass;
import io.github.lambdaimage.check.StartClassMemory;
import io.github.lambdaimage.content.BuildTimeJars;
import io.github.lambdaimage.content.ClassFiles;
import io.github.lambdaimage.copy.CopiedFiles;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.Expansion;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.layer.MultiReleaseTree;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.packaged.PackagedManifest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A Maven project as a Lambda function: the request, with what only the project knows. */
final class ProjectFunction {

  private static final String SNAP_START = "com.amazonaws.lambda.feature.snapstart";

  /** The property that Spring Boot's own plugin reads for the class to start with. */
  private static final String START_CLASS = "start-class";

  private final BuildRequest request;
  private final MavenProject project;
  private final MavenTools maven;
  private final MavenBuild build;
  private final Remarks remarks;
  private final Optional<ProjectContent> content;

  ProjectFunction(
      BuildRequest request,
      MavenProject project,
      MavenTools maven,
      MavenBuild build,
      Remarks remarks) {
    this.request = request;
    this.project = project;
    this.maven = maven;
    this.build = build;
    this.remarks = remarks;
    this.content =
        request
            .contents()
            .content()
            .map(it -> ProjectContent.of(it, unpacked(), project, maven.session(), build));
  }

  /**
   * The image to build from the project as it is now.
   *
   * @param copied its files of other images
   * @throws LambdaImageException when there is nothing to build it from
   */
  FunctionImage image(Handler handler, CopiedFiles copied, KnownBase base)
      throws LambdaImageException {
    BuildRequest.Config config = request.config();
    List<FunctionLayer> packed = layers(copied, programs(base));
    if (content.isEmpty()) {
      MissingClasses.refuse(packed, handler, config.entrypoint(), classes());
    } else {
      content.get().forget();
    }
    ImageName from =
        request.from().isPresent()
            ? request.from().get()
            : defaultBase(told(), deciding(packed, handler));
    List<FunctionLayer> layers = answering(packed, from, handler, base);
    return new FunctionImage(
        handler,
        request.architecture(),
        from,
        layers,
        environment(handler, layers),
        labels(from),
        request.contents().runtimeInterfaceClient().isPresent(),
        config.created(),
        config.format(),
        request.checks().toString(),
        config.entrypoint(),
        copied.images());
  }

  /**
   * What the function's own files are made of: {@code <content>}, or the compiler's output
   * directory.
   */
  Path own() {
    Optional<Content> packed = request.contents().content();
    return packed.isPresent() ? packed.get().path() : classes();
  }

  /** Where the files of {@code <content>} are unpacked to, beside the image. */
  Path unpacked() {
    return Path.of(request.outputDirectory() + "-content");
  }

  /** A warning if {@code <content>} is older than what it should have been made from. */
  Optional<String> outdated() throws LambdaImageException {
    return content.isPresent() ? content.get().outdated(classes()) : Optional.empty();
  }

  /** The compiler's output directory. */
  Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
  }

  /** Its layers, as far as they do not depend on the base. */
  List<FunctionLayer> layers() throws LambdaImageException {
    return layers(CopiedFiles.NONE, programs(KnownBase.ANY));
  }

  private List<FunctionLayer> layers(CopiedFiles copied, Programs programs)
      throws LambdaImageException {
    List<ExtraFiles> extraFiles = request.contents().extraFiles();
    OutputInsideInput.refuse(
        request.outputDirectory(), own(), content.map(it -> unpacked()), extraFiles);
    if (content.isPresent()) {
      // Read it first, so that each build finds the same files where it is unpacked to.
      var unused = content.get().read();
    }
    List<FunctionFile> extra = new ArrayList<>(copied.files());
    extra.addAll(FunctionContents.extraFiles(extraFiles, programs));
    return content.isPresent()
        ? content.get().layers(request.contents(), client(), extra, programs)
        : FunctionContents.layers(
            FunctionContents.own(classes(), programs),
            FunctionContents.libraries(dependencies()),
            extra);
  }

  /** The layers that it would have without content and added files. */
  List<FunctionLayer> compiled() throws LambdaImageException {
    return FunctionContents.layers(classes(), dependencies(), List.of());
  }

  /**
   * The programs that Lambda starts. A base that is not known before the classes are is one of
   * AWS's, whose variables name no place where a function has files.
   */
  private Programs programs(KnownBase base) throws LambdaImageException {
    String wrapper = Programs.wrapper(request.config().environment());
    if (wrapper.indexOf('$') >= 0 && request.from().isPresent()) {
      wrapper = base.value(Programs.WRAPPER, wrapper, request.from().get());
    }
    return Programs.of(wrapper, request.config().entrypoint());
  }

  /** The files whose classes decide which Java the function needs. */
  private List<FunctionLayer> deciding(List<FunctionLayer> layers, Handler handler)
      throws LambdaImageException {
    return content.isPresent() ? ProjectContent.deciding(classes(), layers, handler) : layers;
  }

  /**
   * The layers of a project whose jar is or would be a multi-release jar, with the classes that the
   * jar would give on the base; if the base's Java cannot be told, on the Java that the project is
   * compiled for.
   */
  private List<FunctionLayer> answering(
      List<FunctionLayer> layers, ImageName from, Handler handler, KnownBase base)
      throws LambdaImageException {
    if (!MultiReleaseTree.isIn(layers) || !isMultiRelease(layers)) {
      return layers;
    }
    Optional<Integer> release = base.release(from);
    return MultiReleaseTree.over(
        layers,
        release.isPresent()
            ? release.get()
            : Math.max(told(), ClassFiles.highestRelease(deciding(layers, handler))));
  }

  private boolean isMultiRelease(List<FunctionLayer> layers) throws LambdaImageException {
    if (content.isPresent()) {
      return PackagedManifest.isMultiRelease(layers);
    }
    JarManifest said = ModuleManifest.of(project, ModuleManifest.JAR, classes());
    return ManifestFile.of(new Source.ModuleClasses(classes(), said)).isMultiRelease();
  }

  /**
   * The base, if it is known before there are any classes; {@code null} otherwise. The classes may
   * need a newer Java, and then another base.
   */
  @Nullable ImageName knownBase() throws LambdaImageException {
    if (request.from().isPresent()) {
      return request.from().get();
    }
    int told = told();
    return told == CompilerRelease.UNKNOWN ? null : baseFor(told);
  }

  /**
   * AWS's oldest base that runs a function.
   *
   * @param told the release that the compiler is configured with, or {@link
   *     CompilerRelease#UNKNOWN}
   */
  static ImageName defaultBase(int told, List<FunctionLayer> layers) throws LambdaImageException {
    return baseFor(Math.max(told, ClassFiles.highestRelease(layers)));
  }

  private int told() throws LambdaImageException {
    return CompilerRelease.told(project, maven.session().getUserProperties());
  }

  private static ImageName baseFor(int release) throws LambdaImageException {
    return ImageName.parse(LambdaJava.baseImageFor(release));
  }

  private List<Dependency> dependencies() throws LambdaImageException {
    List<Dependency> all = build.dependencies(project);
    List<Dependency> ofBuild = BuildTimeJars.among(all, build.cache());
    List<Dependency> dependencies = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Dependency dependency : all) {
      if (request.contents().exclude(dependency)) {
        continue;
      }
      if (ofBuild.contains(dependency) && !request.contents().keep(dependency)) {
        leftOut.add(dependency.artifactId());
      } else {
        dependencies.add(dependency);
      }
    }
    if (!leftOut.isEmpty()) {
      remarks.say("Left out, since no function runs them: " + String.join(", ", leftOut));
    }
    List<Dependency> client = client();
    return client.isEmpty() ? dependencies : RuntimeInterfaceClient.union(dependencies, client);
  }

  /** AWS's runtime interface client with its libraries, if it is configured. */
  private List<Dependency> client() throws LambdaImageException {
    Optional<String> client = request.contents().runtimeInterfaceClient();
    return client.isEmpty()
        ? List.of()
        : new RuntimeInterfaceClient(maven, project).resolve(client.get());
  }

  /** The user's variables, and for Spring the class to start with. */
  private SortedMap<String, String> environment(Handler handler, List<FunctionLayer> layers)
      throws LambdaImageException {
    SortedMap<String, String> configured = request.config().environment();
    String start =
        new StartClassMemory(build.cache(), Clock.systemUTC())
            .of(layers, handler, configured, project.getProperties().getProperty(START_CLASS))
            .name();
    if (start == null) {
      return configured;
    }
    remarks.say("Spring starts with " + start + ", by " + StartClass.VARIABLE + " in the image");
    SortedMap<String, String> environment = new TreeMap<>(configured);
    environment.put(StartClass.VARIABLE, Expansion.literal(start));
    return environment;
  }

  private SortedMap<String, String> labels(ImageName from) {
    SortedMap<String, String> labels = ProjectLabels.of(project, from, request.config().labels());
    if (request.config().snapStart()) {
      labels.put(SNAP_START, "Allow");
    }
    return labels;
  }
}

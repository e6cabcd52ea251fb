package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.CheckSettings;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import io.github.lambdaimage.startup.StartupRequest;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that build an image of the project. */
@SuppressWarnings("NullAway.Init") // Maven fills the parameters before it calls execute().
abstract class FunctionMojo extends AbstractLambdaImageMojo {

  /** The function's architecture: {@code arm64} or {@code x86_64}. */
  @Parameter(property = "lambda-image.architecture", defaultValue = "arm64")
  String architecture;

  /**
   * The base image: a tag, a digest or both. The default is AWS's {@code
   * public.ecr.aws/lambda/java:<version>} with the lowest of 8.al2023, 11.al2023, 17.al2023, 21 and
   * 25 that runs both the compiler's target release ({@code maven.compiler.release} or {@code
   * target}) and the project's own classes, whichever compiler made them.
   */
  @Parameter(property = "lambda-image.from")
  @Nullable String from;

  /**
   * Environment variables to set in the image, in addition to those of the base. Values may refer
   * to the base's variables as in a Dockerfile's {@code ENV}: {@code $NAME}, <code>${NAME}</code>,
   * <code>${NAME:-default}</code>, <code>${NAME:+other}</code>; {@code \$} is a dollar sign. A
   * variable that the base does not have is refused. Maven itself replaces <code>${NAME}</code> if
   * it has such a property. A name that it would replace with a variable of this machine is
   * refused: write {@code $PATH} for the base's and <code>${env.PATH}</code> for this machine's.
   */
  @Parameter Map<String, @Nullable String> environment = Map.of();

  /**
   * Labels to set in the image. {@code org.opencontainers.image.title}, {@code .version}, {@code
   * .description}, {@code .url}, {@code .source}, {@code .vendor} and {@code .base.name} are filled
   * from the project.
   */
  @Parameter Map<String, @Nullable String> labels = Map.of();

  /**
   * What another plugin makes in the form of Lambda's own deployment package, instead of the
   * project's classes and dependencies: a zip, a jar (such as a shaded one) or a folder. It is
   * unpacked into the image: the jars in its {@code lib} in layers by how often they change, then
   * resources, then classes; a {@code bootstrap} at its root becomes {@code
   * /var/runtime/bootstrap}. Bind the goal to the phase {@code package}, or run {@code mvn package
   * lambda-image:build}. In a Quarkus project, the default is then {@code target/function.zip}.
   */
  @Parameter(property = "lambda-image.content")
  @Nullable File content;

  /**
   * Files to add to the image: models, data, a {@code bootstrap}. Each {@code <extraFile>} has
   * {@code <from>} (a file or directory), {@code <into>} (a directory in the image; the default is
   * {@code /var/task}), {@code <includes>} and {@code <excludes>} (patterns relative to {@code
   * <from>}) and {@code <mode>} (octal; the default is 755 for an executable file, else 644). A
   * symbolic link stays a link if its target is copied too; otherwise it is followed.
   *
   * <p>With {@code <image>}, the files come from another image, like {@code COPY --from} in a
   * Dockerfile: {@code <from>} is an absolute path in that image. The image is the one for the
   * function's architecture; executable files stay executable, and links are followed inside the
   * image. {@code push} uses the files that {@code build} used, even if the tag has moved.
   */
  @Parameter List<ExtraFile> extraFiles = List.of();

  /**
   * Dependencies to leave out: {@code groupId:artifactId}, with {@code *} for any characters. A
   * leading {@code !} keeps a dependency that another pattern leaves out, or that is left out by
   * default because only builds need it: {@code spring-boot-devtools}, {@code lombok}, well-known
   * annotation processors. In a {@code <content>}, the patterns apply to the jars with a
   * dependency's name.
   */
  @Parameter(property = "lambda-image.excludes")
  List<@Nullable String> excludes = List.of();

  /**
   * The kind of manifest: {@code docker} (image manifest version 2, schema 2) or {@code oci}, which
   * also names the base in annotations, for tools that rebase.
   */
  @Parameter(property = "lambda-image.format", defaultValue = "docker")
  String format;

  /**
   * The level of each check, by its name: a mistake that it finds fails the build ({@code fail}),
   * is a warning ({@code warn}), or is not looked for ({@code off}). The default is {@code fail},
   * and {@code warn} for {@code <layout>}; the others are {@code <handler>}, {@code
   * <java-version>}, {@code <native>}, {@code <size>}, {@code <secrets>}, {@code <environment>} and
   * {@code <base>}.
   */
  @Parameter Map<String, @Nullable String> checks = Map.of();

  /**
   * Resources and extra files that the check {@code secrets} allows: patterns such as {@code
   * certs/*.pem}, relative to {@code /var/task}, or absolute in the image.
   */
  @Parameter(property = "lambda-image.allowedSecrets")
  List<@Nullable String> allowedSecrets = List.of();

  /**
   * For a base with a Java that is not one of AWS's: {@code true}, or the version of AWS's runtime
   * interface client to add to the function's jars, with the entrypoint that starts it. {@code
   * true} stands for 2.10.1, which this plugin is tested with. From 2.9.0 on, {@code
   * aws-lambda-java-serialization} 1.4.1 is added with it, so that events may be records.
   */
  @Parameter(property = "lambda-image.runtimeInterfaceClient")
  @Nullable String runtimeInterfaceClient;

  /**
   * The program to start in the image, with its arguments: an absolute path that is not a symbolic
   * link. The default is the base's entrypoint. If the program is not AWS's runtime interface
   * client, no handler is called and {@code handler} is optional: an extension in {@code
   * /opt/extensions}, such as the Lambda Web Adapter, passes on the events. In a reactor, an
   * entrypoint in the parent POM makes a function only of the modules that have the class it
   * starts.
   */
  @Parameter(property = "lambda-image.entrypoint")
  List<@Nullable String> entrypoint = List.of();

  /**
   * {@code true} makes the function start faster: {@code build} runs the image on this machine, has
   * its own JVM write a cache of the classes that the function loads (an AOT cache from Java 25 on,
   * an AppCDS archive before), and adds it as the image's last layer. {@code try} builds the image
   * without a cache if this is not possible. Not for an {@code entrypoint} without AWS's client.
   */
  @Parameter(property = "lambda-image.startupCache")
  @Nullable String startupCache;

  /**
   * The events with which the function is invoked to fill its {@code startupCache}, each written as
   * for {@code lambda-image.event}: a file, JSON, or a kind of event such as {@code sqs}.
   */
  @Parameter(property = "lambda-image.trainingEvents")
  List<@Nullable String> trainingEvents = List.of();

  /** Sets the label with which Lambda allows SnapStart on a base that is not AWS's. */
  @Parameter(property = "lambda-image.snapStart", defaultValue = "false")
  String snapStart;

  @Override
  void run(GoalContext context) throws LambdaImageException {
    BuildRequest request = buildRequest();
    ProjectFunction function =
        new ProjectFunction(
            request,
            project,
            context.maven(),
            context.build(),
            new Remarks(context.console()::info));
    Copies copies = new Copies(request, context.connections().otherImages(), context.assembler());
    FunctionModule module =
        new FunctionSearch(request, project, context.maven().isReactor(), function, copies)
            .module();
    if (module.handler().isEmpty()) {
      tellSkipped(module.reason());
      return;
    }
    if (module.isFound()) {
      context
          .console()
          .info(
              "Handler: " + module.handler().get() + HandlerSearch.reason(module.handler().get()));
    }
    if (content == null && request.contents().content().isPresent()) {
      context
          .console()
          .info("Content: " + request.contents().content().get().path() + ", made by Quarkus");
    }
    Optional<String> outdated = function.outdated();
    if (outdated.isPresent()) {
      context.console().warn(outdated.get());
    }
    if (request.contents().content().isEmpty()) {
      LaterSteps.after(project, phase()).forEach(context.console()::info);
    }
    run(
        context,
        new FunctionBuild(
            module.handler().get(),
            function,
            request,
            context.assembler(),
            copies,
            context.checks(request.checks()),
            new CheckReport(context.console()),
            context.work(request.outputDirectory()),
            context.begun(),
            request.startup().isPresent()
                ? Optional.of(context.training(request.startup().get()))
                : Optional.empty()));
  }

  /** Makes the rest of the goal's request, and does its work. */
  abstract void run(GoalContext context, FunctionBuild function) throws LambdaImageException;

  /** The request for the image. */
  BuildRequest buildRequest() throws LambdaImageException {
    Optional<Content> packed = content();
    return new BuildRequest(
        namedHandler(),
        Architecture.parse(architecture),
        namedBase(),
        new BuildRequest.Contents(
            ExtraFile.ofMachine(extraFiles, project.getBasedir()),
            excludes(),
            RuntimeInterfaceClient.version(runtimeInterfaceClient),
            packed,
            ExtraFile.ofImages(extraFiles)),
        new BuildRequest.Config(
            Variables.of(
                environment,
                execution == null ? null : execution.getConfiguration(),
                MachineReferences.of(project, session)),
            ConfiguredElements.filled(labels),
            allowsSnapStart(),
            created(),
            ManifestFormat.parse(format),
            entrypoint()),
        CheckSettings.of(checks, ConfiguredElements.present(allowedSecrets)).of(packed),
        directory(),
        startup());
  }

  /** The startup cache that the user has configured. */
  private Optional<StartupRequest> startup() throws LambdaImageException {
    return startupCache == null
        ? Optional.empty()
        : StartupRequest.of(
            startupCache,
            ConfiguredElements.present(trainingEvents),
            project.getBasedir().toPath());
  }

  /** Whether the image has the label that allows SnapStart. */
  boolean allowsSnapStart() throws LambdaImageException {
    return Flag.parse("snapStart", snapStart);
  }

  /** The base image that the user has configured. */
  Optional<ImageName> namedBase() throws LambdaImageException {
    return from == null ? Optional.empty() : Optional.of(ImageName.parse(from));
  }

  private Optional<Content> content() throws LambdaImageException {
    Optional<Path> file =
        content == null
            ? QuarkusZip.in(project, phase(), session.getStartTime())
            : Optional.of(LocalePath.of(content));
    return file.isPresent()
        ? Optional.of(
            new Content(
                file.get(), ContentCure.of(execution, PhaseOfGoal.before(execution, session))))
        : Optional.empty();
  }

  private String phase() {
    return PhaseOfGoal.of(execution, session);
  }

  /** The entrypoint that the user has configured; not allowed with a client, which sets its own. */
  Entrypoint entrypoint() throws LambdaImageException {
    Entrypoint value = Entrypoint.of(ConfiguredElements.present(entrypoint));
    if (value.isOwn() && RuntimeInterfaceClient.version(runtimeInterfaceClient).isPresent()) {
      throw new LambdaImageException(
          "<entrypoint> '%s' and <runtimeInterfaceClient> both say what starts in the image: the client comes with an entrypoint that starts it. Remove one of them."
              .formatted(String.join(" ", value.command())));
    }
    return value;
  }

  private List<DependencyPattern> excludes() throws LambdaImageException {
    List<DependencyPattern> patterns = new ArrayList<>();
    for (String exclude : ConfiguredElements.present(excludes)) {
      patterns.add(DependencyPattern.parse(exclude));
    }
    return patterns;
  }

  /** The creation time; the command line overrides the POM. */
  private Instant created() throws LambdaImageException {
    String name = "project.build.outputTimestamp";
    return OutputTimestamp.parse(
        session.getUserProperties().getProperty(name, project.getProperties().getProperty(name)));
  }
}

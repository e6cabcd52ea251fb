package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.report.ReportPage;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What all goals share: their parameters, when they are skipped, and how they fail. */
@SuppressWarnings("NullAway.Init") // Maven fills the parameters before it calls execute().
abstract class AbstractLambdaImageMojo extends AbstractMojo {

  /**
   * Lambda's handler, such as {@code com.example.Handler::handleRequest}. It becomes the image's
   * {@code Cmd}. The default is the one class of the project that implements {@code RequestHandler}
   * or {@code RequestStreamHandler}; in a reactor, a module without any is skipped.
   */
  @Parameter(property = "lambda-image.handler")
  @Nullable String handler;

  /** The function's architecture: {@code arm64} or {@code x86_64}. */
  @Parameter(property = "lambda-image.architecture", defaultValue = "arm64")
  String architecture;

  /**
   * The base image: a tag, a digest or both. The default is AWS's {@code
   * public.ecr.aws/lambda/java:<version>} with the lowest of 8.al2, 11, 17, 21 and 25 that runs
   * what the project is compiled for ({@code maven.compiler.release} or {@code target}).
   */
  @Parameter(property = "lambda-image.from")
  @Nullable String from;

  /**
   * Where the image goes, without a tag: the name of a repository in Amazon ECR, in the registry of
   * the account that the AWS credentials belong to; or {@code registry/repository}, in ECR or in
   * any other registry. The default is the artifactId.
   */
  @Parameter(property = "lambda-image.repository", defaultValue = "${project.artifactId}")
  String repository;

  /**
   * The AWS region of repositories in Amazon ECR that are named without a host. The default is what
   * the AWS SDK finds: {@code AWS_REGION}, or that of the profile.
   */
  @Parameter(property = "lambda-image.region")
  @Nullable String region;

  /**
   * The profile in {@code ~/.aws/config} or {@code ~/.aws/credentials} that AWS credentials come
   * from. The default is the AWS SDK's own search: environment, web identity, {@code AWS_PROFILE}
   * or the default profile (SSO included), the container's and the instance's role.
   */
  @Parameter(property = "lambda-image.profile")
  @Nullable String profile;

  /** The ARN of a role to assume with these credentials before Amazon ECR is asked for anything. */
  @Parameter(property = "lambda-image.roleArn")
  @Nullable String roleArn;

  /** The external id that the trust policy of {@code roleArn} asks for. */
  @Parameter(property = "lambda-image.externalId")
  @Nullable String externalId;

  /** The image's tags. The default is the project's version. */
  @Parameter(property = "lambda-image.tags", defaultValue = "${project.version}")
  List<@Nullable String> tags;

  /** Environment variables to set in the image, over those of the base. */
  @Parameter Map<String, @Nullable String> environment = Map.of();

  /**
   * Labels to set in the image. {@code org.opencontainers.image.title}, {@code .version}, {@code
   * .description}, {@code .url}, {@code .source}, {@code .vendor} and {@code .base.name} are filled
   * from the project.
   */
  @Parameter Map<String, @Nullable String> labels = Map.of();

  /**
   * Files to add to the image: models, data, a {@code bootstrap}. Each {@code <extraFile>} has
   * {@code <from>} (a file or directory), {@code <into>} (a directory in the image, the default is
   * {@code /var/task}), {@code <includes>} and {@code <excludes>} (patterns relative to {@code
   * <from>}) and {@code <mode>} (octal, the default is 644).
   */
  @Parameter List<ExtraFile> extraFiles = List.of();

  /** Dependencies to leave out: {@code groupId:artifactId}, with {@code *} for any characters. */
  @Parameter(property = "lambda-image.excludes")
  List<@Nullable String> excludes = List.of();

  /** The kind of manifest: {@code docker} (image manifest version 2, schema 2) or {@code oci}. */
  @Parameter(property = "lambda-image.format", defaultValue = "docker")
  String format;

  /**
   * What a mistake means that a check finds before the image is made: {@code fail}, {@code warn} or
   * {@code off}, by the check's name: {@code <handler>}, {@code <java-version>}, {@code <native>},
   * {@code <size>}, {@code <secrets>} and {@code <base>} (default {@code fail}), {@code <layout>}
   * (default {@code warn}).
   */
  @Parameter Map<String, @Nullable String> checks = Map.of();

  /**
   * Resources and extra files that the check {@code secrets} is to let pass: patterns such as
   * {@code certs/*.pem}, relative to {@code /var/task}, or absolute in the image.
   */
  @Parameter(property = "lambda-image.allowedSecrets")
  List<@Nullable String> allowedSecrets = List.of();

  /**
   * For a base with a Java that is not one of AWS's: {@code true}, or the version of AWS's runtime
   * interface client to add to the function's jars, with the entrypoint that starts it.
   */
  @Parameter(property = "lambda-image.runtimeInterfaceClient")
  @Nullable String runtimeInterfaceClient;

  /** Sets the label with which Lambda allows SnapStart on a base that is not AWS's. */
  @Parameter(property = "lambda-image.snapStart", defaultValue = "false")
  boolean snapStart;

  /** Does nothing if {@code true}. */
  @Parameter(property = "lambda-image.skip", defaultValue = "false")
  boolean skip;

  /** Where the image is written, as an OCI image layout. */
  @Parameter(
      property = "lambda-image.outputDirectory",
      defaultValue = "${project.build.directory}/lambda-image")
  File outputDirectory;

  /**
   * Registries ({@code host} or {@code host:port}) that may be spoken to over plain HTTP, or over
   * TLS without verifying their certificates. Loopback addresses may use plain HTTP anyway.
   */
  @Parameter(property = "lambda-image.insecureRegistries")
  List<@Nullable String> insecureRegistries = List.of();

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Inject SettingsDecrypter settingsDecrypter;

  @Inject ProjectDependenciesResolver dependenciesResolver;

  @Inject RepositorySystem repositorySystem;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped: lambda-image.skip is set.");
      return;
    }
    try (Console console = Console.of(session, getLog())) {
      work(Services.of(this, console));
    } catch (LambdaImageException e) {
      // Maven would print a cause's message behind ours; suppressed, it still shows with "-e".
      MojoFailureException failure = new MojoFailureException(e.getMessage());
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private void work(Services services) throws MojoExecutionException, LambdaImageException {
    try {
      boolean isFunction = takesLayoutAsItIs() ? outputDirectory.isDirectory() : handler != null;
      boolean begun = isFunction && !isPom();
      if (begun) {
        begin(services);
      }
      if (!takesLayoutAsItIs()) {
        // Modules without a function too: those with one may need their classes.
        prepare();
      }
      String reason = reasonToSkip();
      if (reason != null) {
        getLog().info("Skipped: " + reason);
        return;
      }
      if (!begun) {
        begin(services);
      }
      run(services);
    } catch (LambdaImageException e) {
      // The base's registry may be one of ECR's as well as the destination's.
      throw services.ecr().explained(e, access());
    }
  }

  /** Starts what takes a while and can go on beside everything else. */
  void begin(Services services) throws LambdaImageException {}

  /** Does what must happen before there is something to package. */
  void prepare() throws MojoExecutionException {}

  /** Does the goal's work. */
  abstract void run(Services services) throws LambdaImageException;

  /** Builds the image, or recognises that it is there; tells what the checks found. */
  Assembly assemble(Services services, BasePolicy policy) throws LambdaImageException {
    CheckReport report = new CheckReport(services.console());
    FunctionImage image = image();
    Assembly assembly =
        services
            .assembler()
            .assemble(
                image,
                outputDirectory.toPath(),
                policy,
                (it, base) -> report.refuseFailed(services.checks().inspect(it, base)));
    ImageSummary summary = assembly.layout().summary();
    ImageSummary before = assembly.before();
    report.tell(summary.checks(), before == null ? List.of() : before.checks());
    if (!assembly.upToDate() || !ReportPage.isIn(outputDirectory.toPath())) {
      ReportPage.of(image, assembly, summary).write(outputDirectory.toPath());
    }
    return assembly;
  }

  /** The project's function, as the parameters want it. */
  FunctionImage image() throws LambdaImageException {
    if (handler == null) {
      throw ProjectHandler.none();
    }
    return ProjectFunction.of(this).image(Handler.parse(handler));
  }

  /** How AWS is reached. */
  AwsAccess access() throws LambdaImageException {
    return AwsAccess.of(region, profile, roleArn, externalId);
  }

  /** Whether the goal is done with the layout that is there, and asks nothing of the project. */
  boolean takesLayoutAsItIs() {
    return false;
  }

  private @Nullable String reasonToSkip() throws LambdaImageException {
    if (isPom()) {
      return "a project with packaging 'pom' has no function.";
    }
    boolean inReactor = session.getProjects().size() > 1;
    if (takesLayoutAsItIs()) {
      return inReactor && handler == null && !outputDirectory.isDirectory()
          ? "this module has no image in '" + outputDirectory + "'."
          : null;
    }
    if (handler == null) {
      findHandler(inReactor);
    }
    return handler == null
        ? "this module has no <handler>, and no class that implements RequestHandler or RequestStreamHandler."
        : null;
  }

  /** The only class that can be the handler is it; outside of a reactor there has to be one. */
  private void findHandler(boolean inReactor) throws LambdaImageException {
    Optional<Handler> found = ProjectHandler.find(ProjectFunction.of(this));
    if (found.isEmpty() && !inReactor) {
      throw ProjectHandler.none();
    }
    if (found.isPresent()) {
      handler = found.get().value();
      getLog().info("Handler: " + handler + ", the only class that can be it");
    }
  }

  private boolean isPom() {
    return project.getPackaging().equals("pom");
  }
}

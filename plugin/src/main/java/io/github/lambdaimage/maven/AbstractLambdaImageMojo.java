package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import io.github.lambdaimage.message.Size;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What all goals share: where an image is and goes, when they are skipped, and how they fail. */
@SuppressWarnings("NullAway.Init") // Maven fills the parameters before it calls execute().
abstract class AbstractLambdaImageMojo extends AbstractMojo {

  /**
   * Lambda's handler, such as {@code com.example.Handler::handleRequest}. It becomes the image's
   * {@code Cmd}. The default is the only class of the project that implements {@code
   * RequestHandler} or {@code RequestStreamHandler}; if there is none, and always with Quarkus, it
   * is the handler of the framework among the dependencies. In a reactor, a module with none of
   * these is skipped.
   */
  @Parameter(property = "lambda-image.handler")
  @Nullable String handler;

  /**
   * Where the image goes, without a tag: the name of a repository in Amazon ECR, in the registry of
   * the account that the AWS credentials belong to; or {@code registry/repository}, in ECR or in
   * any other registry. The default is the artifactId.
   */
  @Parameter(property = "lambda-image.repository", defaultValue = "${project.artifactId}")
  String repository;

  /** The image's tags. The default is the project's version. */
  @Parameter(property = "lambda-image.tags", defaultValue = "${project.version}")
  List<@Nullable String> tags;

  /**
   * The AWS Region of repositories in Amazon ECR that are named without a host. The default is what
   * the AWS SDK finds: {@code AWS_REGION}, or the profile's Region.
   */
  @Parameter(property = "lambda-image.region")
  @Nullable String region;

  /**
   * The profile in {@code ~/.aws/config} or {@code ~/.aws/credentials} that the AWS credentials
   * come from. The default is the AWS SDK's own search: environment, web identity, {@code
   * AWS_PROFILE} or the default profile (SSO included), the container's and the instance's role.
   */
  @Parameter(property = "lambda-image.profile")
  @Nullable String profile;

  /** The ARN of a role to assume with these credentials before any request to Amazon ECR. */
  @Parameter(property = "lambda-image.roleArn")
  @Nullable String roleArn;

  /** The external id that the trust policy of {@code roleArn} requires. */
  @Parameter(property = "lambda-image.externalId")
  @Nullable String externalId;

  /**
   * Registries ({@code host} or {@code host:port}, not URLs) that may use plain HTTP, or TLS
   * without verified certificates. Loopback addresses may use plain HTTP anyway.
   */
  @Parameter(property = "lambda-image.insecureRegistries")
  List<@Nullable String> insecureRegistries = List.of();

  /** Where the image is written, as an OCI image layout. */
  @Parameter(
      property = "lambda-image.outputDirectory",
      defaultValue = "${project.build.directory}/lambda-image")
  File outputDirectory;

  /** Skips the goal if {@code true}. */
  @Parameter(property = "lambda-image.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true)
  @Nullable MojoExecution execution;

  @Inject SettingsDecrypter settingsDecrypter;

  @Inject ProjectDependenciesResolver dependenciesResolver;

  @Inject RepositorySystem repositorySystem;

  @Override
  public void execute() throws MojoFailureException {
    if (skip) {
      tellSkipped("lambda-image.skip is set.");
      return;
    }
    try (Console console = Console.of(session, getLog())) {
      NestedElements.refuse(execution == null ? null : execution.getConfiguration());
      GoalContext context = context(console, Begun.take(session, project));
      context.build().console().set(console);
      try {
        run(context);
      } catch (LambdaImageException e) {
        throw context.explained(e);
      }
    } catch (LambdaImageException e) {
      // Maven would print a cause's message behind ours; suppressed, it still shows with "-e".
      MojoFailureException failure = new MojoFailureException(e.getMessage());
      failure.addSuppressed(e);
      throw failure;
    } catch (OutOfMemoryError e) {
      MojoFailureException failure =
          new MojoFailureException(
              "Maven's memory of "
                  + Size.of(Runtime.getRuntime().maxMemory())
                  + " is not enough for this ("
                  + e.getMessage()
                  + "). Give it more, such as MAVEN_OPTS=-Xmx1g, and run again.");
      failure.addSuppressed(e);
      throw failure;
    } finally {
      HeldLock.release(session, project);
    }
  }

  /** Logs why the goal does nothing. */
  void tellSkipped(String why) {
    getLog().info("Skipped: " + why);
  }

  /** Makes the goal's request, and passes it on. */
  abstract void run(GoalContext context) throws LambdaImageException;

  /** The handler that the user names. */
  Optional<Handler> namedHandler() throws LambdaImageException {
    return handler == null ? Optional.empty() : Optional.of(Handler.parse(handler));
  }

  /** What the goal works with: Maven's tools, the console, and what an earlier goal has begun. */
  GoalContext context(Console console, Begun begun) throws LambdaImageException {
    MavenTools maven =
        new MavenTools(session, settingsDecrypter, dependenciesResolver, repositorySystem);
    return new GoalContext(
        maven,
        project,
        MavenBuild.of(maven, console, Path.of(directory() + "-cache")),
        access(),
        begun,
        console);
  }

  /** Where the image is. */
  Path directory() throws LambdaImageException {
    return LocalePath.of(outputDirectory);
  }

  /** How registries are reached: AWS credentials, logins, proxies, insecure registries. */
  RegistryAccess access() throws LambdaImageException {
    return RegistryAccess.of(
        AwsAccess.of(region, profile, roleArn, externalId), insecureRegistries);
  }
}

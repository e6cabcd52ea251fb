package io.github.lambdaimage.attachment;

import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an image was made of, by whom and for which commit: a SLSA provenance statement. It has no
 * timestamp, so that the same build gives the same statement.
 *
 * @param project its package URL; empty without a project
 * @param jars by their paths in the image, the package URLs of the known ones
 * @param versions of the tools that built the image, by name
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance</a>
 */
public record Provenance(
    String project, Map<String, String> jars, Map<String, String> versions, CiRun run) {

  private static final String NAME = "provenance.json";

  /** The build type, which defines the parameters below. */
  private static final String BUILD = PackageUrl.PLUGIN + "#provenance/v1";

  /**
   * The package URL of a project.
   *
   * @param groupId of it
   */
  public static String project(String groupId, String artifactId, String version) {
    return PackageUrl.maven(groupId, artifactId, version);
  }

  /**
   * The statement about an image.
   *
   * @param summary of the image
   * @param contents the jars in it
   * @param repository {@code registry/repository}, where it goes
   */
  public Artifact about(ImageSummary summary, List<ImageJar> contents, String repository) {
    JsonObject statement =
        JsonObject.empty()
            .with("_type", "https://in-toto.io/Statement/v1")
            .with(
                "subject",
                List.of(
                    JsonObject.empty()
                        .with("name", repository)
                        .with("digest", Map.of("sha256", summary.digest().hex()))))
            .with("predicateType", "https://slsa.dev/provenance/v1")
            .with(
                "predicate",
                JsonObject.empty()
                    .with("buildDefinition", definition(summary, contents))
                    .with("runDetails", details()));
    String type = DocumentType.IN_TOTO.mediaType();
    return Artifact.of(type, type, NAME, statement.prettyBytes());
  }

  private JsonObject definition(ImageSummary summary, List<ImageJar> contents) {
    JsonObject external = JsonObject.empty();
    if (!project.isEmpty()) {
      external.with("project", project);
    }
    run.source().ifPresent(source -> external.with("source", source));
    external.with("from", summary.base().text()).with("architecture", summary.architecture());
    if (!summary.handler().isEmpty()) {
      external.with("handler", summary.handler());
    }
    return JsonObject.empty()
        .with("buildType", BUILD)
        .with("externalParameters", external)
        .with("resolvedDependencies", dependencies(summary, contents));
  }

  private List<JsonObject> dependencies(ImageSummary summary, List<ImageJar> contents) {
    List<JsonObject> dependencies = new ArrayList<>();
    run.source()
        .ifPresent(
            source ->
                dependencies.add(
                    JsonObject.empty()
                        .with("uri", source)
                        .with("digest", Map.of("gitCommit", run.commit()))));
    dependencies.add(image(summary.base()));
    summary.copied().forEach(copied -> dependencies.add(image(copied)));
    for (ImageJar jar : contents) {
      JsonObject dependency = JsonObject.empty().with("name", jar.path());
      String purl = jars.get(jar.path());
      if (purl != null) {
        dependency.with("uri", purl);
      }
      dependencies.add(dependency.with("digest", Map.of("sha256", jar.digest().hex())));
    }
    return dependencies;
  }

  private static JsonObject image(ImageName image) {
    return JsonObject.empty()
        .with("uri", PackageUrl.of(image))
        .with("digest", Map.of("sha256", Objects.requireNonNull(image.digest()).hex()));
  }

  private JsonObject details() {
    JsonObject details =
        JsonObject.empty()
            .with(
                "builder", JsonObject.empty().with("id", run.builder()).with("version", versions));
    return run.invocation().isEmpty()
        ? details
        : details.with("metadata", JsonObject.empty().with("invocationId", run.invocation()));
  }
}

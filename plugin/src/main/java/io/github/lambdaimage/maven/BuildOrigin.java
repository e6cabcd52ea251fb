package io.github.lambdaimage.maven;

import io.github.lambdaimage.attachment.CiRun;
import io.github.lambdaimage.attachment.PackageUrl;
import io.github.lambdaimage.attachment.Provenance;
import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.FunctionImage;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the build that makes an image.
 *
 * @param project its package URL; empty without a project
 * @param maven version of the running Maven
 */
record BuildOrigin(String project, String maven, CiRun run) {

  private static final String PLUGIN = "lambda-image-maven-plugin";

  static BuildOrigin of(MavenProject project, MavenSession session, Map<String, String> variables) {
    return new BuildOrigin(
        project.getFile() == null
            ? ""
            : Provenance.project(
                project.getGroupId(), project.getArtifactId(), project.getVersion()),
        session.getSystemProperties().getProperty("maven.version", ""),
        CiRun.of(variables));
  }

  /**
   * The provenance of an image.
   *
   * @param image that was built, or {@code null} if only its layout is known
   */
  Provenance of(@Nullable FunctionImage image) {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put(PLUGIN, PluginVersion.released());
    if (!maven.isEmpty()) {
      versions.put("maven", maven);
    }
    return new Provenance(project, image == null ? Map.of() : jars(image), versions, run);
  }

  private static Map<String, String> jars(FunctionImage image) {
    Map<String, String> jars = new HashMap<>();
    for (FunctionLayer layer : image.layers()) {
      for (FunctionFile file : layer.files()) {
        Dependency dependency = file.dependency();
        if (dependency != null) {
          jars.put(file.target(), PackageUrl.of(dependency));
        }
      }
    }
    return jars;
  }
}

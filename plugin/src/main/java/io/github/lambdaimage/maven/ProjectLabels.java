package io.github.lambdaimage.maven;

import io.github.lambdaimage.oci.ImageName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The image's labels: OCI's own from the project, then the user's. None depends on the time or the
 * machine.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI
 *     annotations</a>
 */
final class ProjectLabels {

  private static final String PREFIX = "org.opencontainers.image.";

  private ProjectLabels() {}

  static SortedMap<String, String> of(
      MavenProject project, ImageName from, Map<String, String> configured) {
    SortedMap<String, String> labels = new TreeMap<>();
    put(labels, "title", project.getName());
    put(labels, "version", project.getVersion());
    put(labels, "description", project.getDescription());
    put(labels, "url", project.getUrl());
    if (project.getScm() != null) {
      put(labels, "source", project.getScm().getUrl());
    }
    if (project.getOrganization() != null) {
      put(labels, "vendor", project.getOrganization().getName());
    }
    put(labels, "base.name", from.text());
    labels.putAll(configured);
    return labels;
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      labels.put(PREFIX + name, value.strip());
    }
  }
}

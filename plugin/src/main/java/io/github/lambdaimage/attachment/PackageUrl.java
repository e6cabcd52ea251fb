package io.github.lambdaimage.attachment;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.oci.ImageName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Package URLs, the names in bills of materials.
 *
 * @see <a href="https://github.com/package-url/purl-spec">purl</a>
 */
public final class PackageUrl {

  /** This plugin, in any version: a unique URI. */
  static final String PLUGIN = "pkg:maven/io.github.lambdaimage/lambda-image-maven-plugin";

  private PackageUrl() {}

  /** A pinned image. */
  public static String of(ImageName image) {
    String repository = image.registry() + "/" + image.repository();
    String name = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String tag = image.tag();
    return "pkg:oci/"
        + name
        + (image.digest() == null ? "" : "@" + String.valueOf(image.digest()).replace(":", "%3A"))
        + "?repository_url="
        + encoded(repository)
        + (tag == null ? "" : "&tag=" + encoded(tag));
  }

  /** An artifact of Maven. */
  public static String of(Dependency dependency) {
    String classifier = dependency.classifier();
    return maven(dependency.groupId(), dependency.artifactId(), dependency.version())
        + "?"
        + (classifier.isEmpty() ? "" : "classifier=" + encoded(classifier) + "&")
        + "type=jar";
  }

  /** A project of Maven. */
  static String maven(String groupId, String artifactId, String version) {
    return "pkg:maven/" + encoded(groupId) + "/" + encoded(artifactId) + "@" + encoded(version);
  }

  private static String encoded(String text) {
    // As a form has it, but for what means nothing there, or something else.
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%3A", ":")
        .replace("%2F", "/");
  }
}

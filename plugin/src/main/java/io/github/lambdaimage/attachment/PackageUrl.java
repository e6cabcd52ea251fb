package io.github.lambdaimage.attachment;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.oci.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The names by which bills of materials speak of what they list.
 *
 * @see <a href="https://github.com/package-url/purl-spec">purl</a>
 */
public final class PackageUrl {

  /** This plugin, of whichever version: a URI that nobody else can have. */
  static final String PLUGIN = "pkg:maven/io.github.lambdaimage/lambda-image-maven-plugin";

  private static final String PLAIN = "-._~:/";

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
    StringBuilder encoded = new StringBuilder();
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || PLAIN.indexOf(letter) >= 0;
      if (plain) {
        encoded.append((char) letter);
      } else {
        encoded
            .append('%')
            .append(
                Integer.toHexString((letter & 0xFF) | 0x100).substring(1).toUpperCase(Locale.ROOT));
      }
    }
    return encoded.toString();
  }
}

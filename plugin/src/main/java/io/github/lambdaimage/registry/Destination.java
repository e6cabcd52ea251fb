package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where an image goes.
 *
 * @param registry host, with {@code :port} where one is given
 * @param tags at least one
 * @param uriRegistry the host that the image's URI names: Lambda does not take every host that
 *     takes a push
 */
public record Destination(
    String registry, String repository, List<String> tags, String uriRegistry) {

  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

  /**
   * Checks a destination.
   *
   * @param name {@code registry/repository}
   * @throws LambdaImageException when name or tags are malformed
   */
  public static Destination of(String name, List<String> tags) throws LambdaImageException {
    ImageName parsed = ImageName.parse(name);
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.contains(":") || last.contains("@")) {
      throw new LambdaImageException(
          "<repository> '%s' has a tag or digest. Take it out, and list tags in <tags>."
              .formatted(name));
    }
    return new Destination(
        parsed.registry(), parsed.repository(), checked(tags), parsed.registry());
  }

  /** Whether a name begins with a registry's host, by Docker's rule. */
  public static boolean namesRegistry(String name) {
    int slash = name.indexOf('/');
    String host = slash < 0 ? "" : name.substring(0, slash);
    return host.contains(".") || host.contains(":") || host.equals("localhost");
  }

  /** The same place, under another host in the image's URI. */
  public Destination withUriRegistry(String host) {
    return new Destination(registry, repository, tags, host);
  }

  /**
   * The tags, each once.
   *
   * @throws LambdaImageException when there are none, or a registry would not take one
   */
  public static List<String> checked(List<String> tags) throws LambdaImageException {
    if (tags.isEmpty()) {
      throw new LambdaImageException("<tags> is empty. List at least one tag, or leave it out.");
    }
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        throw new LambdaImageException(
            "The tag '%s' is not allowed: up to 128 letters, digits, '_', '.' and '-', the first no '.' or '-'. Correct <tags> (its default is the project's version)."
                .formatted(tag));
      }
    }
    return tags.stream().distinct().toList();
  }
}

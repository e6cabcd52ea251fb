package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an image goes.
 *
 * @param tags at least one
 * @param uriRegistry the host in the image's URI: Lambda does not accept every host that accepts
 *     pushes
 */
public record Destination(
    RegistryHost registry, String repository, List<String> tags, String uriRegistry) {

  private static final int LONGEST_TAG = 128;

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
        RegistryHost.parse(parsed.registry()),
        parsed.repository(),
        checked(tags),
        parsed.registry());
  }

  /** Whether a name begins with a registry's host, by Docker's rule. */
  public static boolean namesRegistry(String name) {
    int slash = name.indexOf('/');
    String host = slash < 0 ? "" : name.substring(0, slash);
    return host.contains(".") || host.contains(":") || host.equals("localhost");
  }

  /** The same destination, with another host in the image's URI. */
  public Destination withUriRegistry(String host) {
    return new Destination(registry, repository, tags, host);
  }

  /**
   * The tags, without duplicates.
   *
   * @throws LambdaImageException when there are none, or a registry would not accept one
   */
  public static List<String> checked(List<String> tags) throws LambdaImageException {
    if (tags.isEmpty()) {
      throw new LambdaImageException("<tags> is empty. List at least one tag, or leave it out.");
    }
    List<String> distinct = new ArrayList<>();
    for (String tag : tags) {
      if (!isTag(tag)) {
        throw new LambdaImageException(
            "The tag '%s' is not allowed: up to 128 letters, digits, '_', '.' and '-', the first not '.' or '-'. Correct <tags> (its default is the project's version)."
                .formatted(tag));
      }
      if (!distinct.contains(tag)) {
        distinct.add(tag);
      }
    }
    return List.copyOf(distinct);
  }

  private static boolean isTag(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean word =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || letter == '_';
      if (!word && (i == 0 || (letter != '.' && letter != '-'))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_TAG;
  }
}

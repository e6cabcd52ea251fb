package io.github.lambdaimage.registry;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.image.ImageName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where an image goes.
 *
 * @param registry host, with {@code :port} where one is given
 * @param tags at least one
 */
public record Destination(String registry, String repository, List<String> tags) {

  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

  /**
   * Checks a destination.
   *
   * @param name {@code registry/repository}
   * @throws LambdaImageException when name or tags are malformed
   */
  public static Destination of(String name, List<String> tags) throws LambdaImageException {
    int slash = name.indexOf('/');
    String host = slash < 0 ? "" : name.substring(0, slash);
    if (!host.contains(".") && !host.contains(":") && !host.equals("localhost")) {
      throw new LambdaImageException(
          "<repository> '%s' names no registry. Write it as 'registry/repository', such as '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders'."
              .formatted(name));
    }
    ImageName parsed = ImageName.parse(name);
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.contains(":") || last.contains("@")) {
      throw new LambdaImageException(
          "<repository> '%s' has a tag or digest. Take it out, and list tags in <tags>."
              .formatted(name));
    }
    return new Destination(parsed.registry(), parsed.repository(), checked(tags));
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

package io.github.lambdaimage.maven;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists as Maven fills them: an empty element, such as {@code <exclude/>}, comes as null. */
final class Elements {

  private Elements() {}

  static List<String> present(List<@Nullable String> elements) {
    return elements.stream().filter(Objects::nonNull).map(String.class::cast).toList();
  }
}

package io.github.lambdaimage.namespace;

import java.util.Optional;

/**
 * The result of trying to run a program in namespaces.
 *
 * @param hindrance why that does not work; empty if it does
 * @param overlay whether overlayfs works there; otherwise files are copied
 */
public record Trial(Optional<Hindrance> hindrance, boolean overlay) {

  static final Trial WORKS = new Trial(Optional.empty(), true);
  static final Trial WORKS_WITH_COPIES = new Trial(Optional.empty(), false);

  static Trial fails(Hindrance why) {
    return new Trial(Optional.of(why), true);
  }
}

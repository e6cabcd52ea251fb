package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.Destination;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that an archive gives its image: those under which it would be pushed. */
final class ArchiveNames {

  private ArchiveNames() {}

  /**
   * A {@code repository:tag} for each tag; at least one.
   *
   * @throws LambdaImageException when repository or tags are malformed
   */
  static List<String> of(String repository, List<@Nullable String> tags)
      throws LambdaImageException {
    List<String> names = new ArrayList<>();
    for (String tag : Destination.checked(ConfiguredElements.present(tags))) {
      names.add(ImageName.parse(repository + ":" + tag).text());
    }
    return names;
  }
}

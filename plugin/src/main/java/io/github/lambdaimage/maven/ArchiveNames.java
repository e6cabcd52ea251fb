package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.Destination;
import java.util.ArrayList;
import java.util.List;

/** The names that an archive gives its image: those under which it would be pushed. */
final class ArchiveNames {

  private ArchiveNames() {}

  /**
   * A {@code repository:tag} for each tag; at least one.
   *
   * @throws LambdaImageException when repository or tags are malformed
   */
  static List<String> of(AbstractLambdaImageMojo parameters) throws LambdaImageException {
    List<String> names = new ArrayList<>();
    for (String tag : Destination.checked(Elements.present(parameters.tags))) {
      names.add(ImageName.parse(parameters.repository + ":" + tag).text());
    }
    return names;
  }
}

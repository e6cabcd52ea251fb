package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The jars that a base already has where the runtime looks for them. */
final class BaseJars {

  private BaseJars() {}

  /**
   * The function's layers with what the base has below them, as the runtime sees both; a file of
   * the function's takes the place of the base's. AWS's own bases have none, and are not fetched
   * for that; where another's files are not to be had, the check of the base says so.
   */
  static List<FunctionLayer> below(Subject subject) {
    List<FunctionLayer> layers = subject.image().layers();
    // By the name, as the base may still be loading.
    ImageName from = subject.image().from();
    if (from.lambdaJava().isPresent() || AmazonLinux.of(from).isPresent()) {
      return layers;
    }
    try {
      BaseImage base = subject.base().get();
      SortedSet<String> paths = paths(subject.baseFiles());
      if (paths.isEmpty()) {
        return layers;
      }
      List<FunctionFile> jars = new ArrayList<>();
      for (Map.Entry<String, Path> jar : subject.contents().copies(base, paths).entrySet()) {
        jars.add(new FunctionFile(jar.getValue(), jar.getKey(), FunctionFile.READABLE));
      }
      List<FunctionLayer> both = new ArrayList<>(List.of(FunctionLayer.of("base", jars)));
      both.addAll(layers);
      return both;
    } catch (LambdaImageException e) {
      return layers;
    }
  }

  private static SortedSet<String> paths(BaseFiles files) {
    SortedSet<String> paths = new TreeSet<>();
    for (String folder : LibraryFolders.ALL) {
      String real = folder.substring(0, folder.length() - 1);
      for (Map.Entry<String, Entry> file : files.inside(real).entrySet()) {
        if (file.getValue().kind() == Kind.FILE && LibraryFolders.load(file.getKey())) {
          paths.add(file.getKey());
        }
      }
    }
    return paths;
  }
}

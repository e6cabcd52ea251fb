package io.github.lambdaimage.it.demo;

import io.github.lambdaimage.standin.image.PulledFile;
import io.github.lambdaimage.standin.image.PulledImage;
import io.github.lambdaimage.standin.runtime.Outcome;
import io.github.lambdaimage.standin.runtime.RuntimeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The function of a pulled image, unpacked to a directory. */
final class PulledFunction {

  private static final String TASK_ROOT = "var/task/";

  private final PulledImage image;
  private final Path taskRoot;

  private PulledFunction(PulledImage image, Path taskRoot) {
    this.image = image;
    this.taskRoot = taskRoot;
  }

  /**
   * Unpacks it.
   *
   * @param directory becomes what {@code /var/task} is on Lambda
   */
  static PulledFunction unpack(PulledImage image, Path directory) throws IOException {
    for (PulledFile file : image.files()) {
      if (file.path().startsWith(TASK_ROOT) && file.type() == PulledFile.Type.FILE) {
        Path target = directory.resolve(file.path().substring(TASK_ROOT.length()));
        Files.createDirectories(target.resolveSibling(""));
        Files.write(target, image.content(file.path()));
      }
    }
    return new PulledFunction(image, directory);
  }

  /**
   * Has AWS's client call the handler that the image names.
   *
   * @return the response
   * @throws IOException when the function has none
   */
  String invoke(RuntimeClient client, String event) throws IOException, InterruptedException {
    Outcome outcome = client.invoke(taskRoot, image.config("Cmd").path(0).asText(), event);
    if (!outcome.accepted()) {
      throw new IOException("The pulled function failed: " + outcome);
    }
    return outcome.response();
  }
}

package io.github.lambdaimage.runtime;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.ImageRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * A start of the image itself, on its base, in a namespace.
 *
 * @param root the parts of the image
 * @param identity of the function
 * @param process that it starts
 * @param debugger an option for its JVM, or empty
 * @param extensionNames files in {@code /opt/extensions} that start too
 */
public record NamespaceLaunch(
    ImageRoot root,
    FunctionIdentity identity,
    ImageProcess process,
    String debugger,
    SortedSet<String> extensionNames)
    implements Launch {

  /** Puts an image's root together. */
  @FunctionalInterface
  public interface Preparation {
    ImageRoot prepare(Path directory) throws IOException;
  }

  /**
   * Prepares an image.
   *
   * @param preparation puts the image's root together in the scratch directory, which has its own
   *     files then
   * @param base the files of its base
   * @param scratch a directory for its own files
   * @param debugPort where the JVM waits for a debugger before it does anything
   */
  public static NamespaceLaunch of(
      ImageLayout layout,
      Preparation preparation,
      Path base,
      RuntimeHost host,
      Path scratch,
      OptionalInt debugPort)
      throws LambdaImageException {
    var unused = UnpackedImage.of(layout, scratch.resolve(ImageRoot.FUNCTION));
    ImageProcess process = ImageProcess.of(layout, host);
    try {
      return new NamespaceLaunch(
          preparation.prepare(scratch),
          FunctionIdentity.of(process.environment()),
          process,
          debugPort.isPresent() ? Debugger.option("127.0.0.1", debugPort.getAsInt()) : "",
          ImageRoot.extensions(scratch, base));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image in '%s' cannot be set up in '%s': %s. Free space there."
              .formatted(layout.directory(), scratch, FailureReason.of(e)),
          e);
    }
  }

  /** The same start with other variables, which override its own. */
  public NamespaceLaunch with(Map<String, String> variables) {
    return new NamespaceLaunch(root, identity, process.with(variables), debugger, extensionNames);
  }

  /** The same start without the image's extensions. */
  public NamespaceLaunch alone() {
    return new NamespaceLaunch(root, identity, process, debugger, Collections.emptySortedSet());
  }

  /** The names of the variables that cannot be passed on, in order. */
  public List<String> leftOut() {
    return process.environment().keySet().stream()
        .filter(name -> !ImageRoot.canPass(name))
        .sorted()
        .toList();
  }

  @Override
  public RuntimeProcess start(String api, RuntimeOutput lines) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>(process.environment());
    variables.put("AWS_LAMBDA_RUNTIME_API", api);
    Path start = root.newStart(process.directory(), process.command(), variables);
    try {
      ProcessBuilder builder = new ProcessBuilder(root.command(start, debugger, extensionNames));
      builder.environment().clear();
      builder.environment().putAll(root.hostEnvironment());
      return RuntimeProcess.startTied(
          builder,
          new ReadOnlyHint(lines),
          ImageRoot.end(start),
          () -> Scratch.discard(start),
          Process::pid);
    } catch (IOException e) {
      Scratch.discard(start);
      throw e;
    }
  }

  @Override
  public Extensions extensions() {
    return Extensions.of(
        extensionNames, identity, process.environment().getOrDefault("_HANDLER", ""));
  }

  @Override
  public LambdaImageException failure(IOException why) {
    return new LambdaImageException(
        "The image cannot be started in a namespace: %s. Set <runWith> to 'engine' or 'process'."
            .formatted(FailureReason.of(why)),
        why);
  }
}

package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A scratch directory as a run of the plugin's has one.
 *
 * @param scratch the plugin's {@code Scratch}
 */
record PluginScratch(AutoCloseable scratch, Path directory) implements AutoCloseable {

  static PluginScratch create(PluginClasses plugin) throws ReflectiveOperationException {
    AutoCloseable scratch =
        (AutoCloseable) plugin.type("runtime.Scratch").getMethod("create").invoke(null);
    return new PluginScratch(
        scratch, (Path) scratch.getClass().getMethod("directory").invoke(scratch));
  }

  @Override
  public void close() throws IOException {
    try {
      scratch.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}

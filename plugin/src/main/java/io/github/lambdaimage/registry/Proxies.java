package io.github.lambdaimage.registry;

import io.github.lambdaimage.function.LambdaImageException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which proxy leads to an address. */
@FunctionalInterface
public interface Proxies {

  /**
   * The proxy for an address, or {@code null} for the JDK's own choice: none, unless its system
   * properties say otherwise.
   *
   * @throws LambdaImageException when there is one whose password cannot be read
   */
  @Nullable HttpProxy find(URI uri) throws LambdaImageException;
}

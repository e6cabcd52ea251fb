package io.github.lambdaimage.registry;

/** Told of bytes as they go out, from several threads. */
@FunctionalInterface
public interface Progress {

  Progress NONE = bytes -> {};

  void sent(long bytes);
}

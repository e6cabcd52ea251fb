package io.github.lambdaimage.registry;

/** Told of bytes as they go out or come in, from several threads. */
@FunctionalInterface
public interface Progress {

  Progress NONE = bytes -> {};

  void transferred(long bytes);
}

package io.github.lambdaimage.registry;

/** Receives the number of transferred bytes, from several threads. */
@FunctionalInterface
public interface Progress {

  Progress NONE = bytes -> {};

  void transferred(long bytes);
}

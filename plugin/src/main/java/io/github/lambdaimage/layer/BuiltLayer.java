package io.github.lambdaimage.layer;

/**
 * A layer of the function that is ready to be sent.
 *
 * @param name shown to people, such as {@code dependencies}
 * @param cached whether its blob existed before this build
 */
public record BuiltLayer(String name, LayerBlob blob, boolean cached) {}

package io.github.lambdaimage.ecr;

import java.util.function.Consumer;

/**
 * Where a target logs.
 *
 * @param info for what it found
 * @param warn for what may go wrong later
 */
public record EcrLog(Consumer<String> info, Consumer<String> warn) {}

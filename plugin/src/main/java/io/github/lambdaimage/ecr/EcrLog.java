package io.github.lambdaimage.ecr;

import java.util.function.Consumer;

/**
 * Where a target says what it found.
 *
 * @param info takes a line for everybody
 * @param warn takes a line about what may go wrong later
 */
public record EcrLog(Consumer<String> info, Consumer<String> warn) {}

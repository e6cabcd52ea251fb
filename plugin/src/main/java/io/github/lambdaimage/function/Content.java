package io.github.lambdaimage.function;

import java.nio.file.Path;

/**
 * What the build makes in the form of Lambda's own deployment package, in the place of classes and
 * dependencies.
 *
 * @param path a zip, a jar or a folder; it need not be there yet
 * @param cure what to do where it is not there, a sentence
 */
public record Content(Path path, String cure) {}

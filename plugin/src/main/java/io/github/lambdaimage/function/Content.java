package io.github.lambdaimage.function;

import java.nio.file.Path;

/**
 * What the build makes in the form of Lambda's own deployment package, instead of classes and
 * dependencies.
 *
 * @param path a zip, a jar or a folder; it need not exist yet
 * @param cure a sentence that says what to do if it does not exist
 */
public record Content(Path path, String cure) {}

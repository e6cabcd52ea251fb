package io.github.lambdaimage.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a runtime.
 *
 * @param java the program
 * @param options of the JVM, the class path with AWS's client included
 * @param taskRoot the working directory: {@code /var/task} on Lambda
 * @param environment all of it, but for the address of the Runtime API
 * @param handler the image's {@code Cmd}
 */
public record Launch(
    Path java,
    List<String> options,
    Path taskRoot,
    Map<String, String> environment,
    String handler) {}

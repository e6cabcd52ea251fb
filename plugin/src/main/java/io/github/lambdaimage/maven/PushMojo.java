package io.github.lambdaimage.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compiles the project, builds the function's image and publishes it, for use on the command line:
 * {@code mvn lambda-image:push}. It sends the image that {@code build} wrote; if the project has
 * changed since, it builds the image again first. The last line of output is the image's URI.
 */
@Mojo(name = "push", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-push")
public class PushMojo extends PushNoForkMojo {}

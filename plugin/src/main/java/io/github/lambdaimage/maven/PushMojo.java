package io.github.lambdaimage.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compiles the project, builds the function's image and publishes it, for use on the command line:
 * {@code mvn lambda-image:push}. What {@code build} wrote is sent as it is; if the project changed
 * since, the image is built anew first. The last line of output is the image's URI.
 */
@Mojo(name = "push", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-push")
public class PushMojo extends PushNoForkMojo {}

package io.github.lambdaimage.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compiles the project and builds the function's image, for use on the command line: {@code mvn
 * lambda-image:build}. It writes {@code target/lambda-image} and needs no container engine. It does
 * not run tests.
 */
@Mojo(name = "build", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-build")
public class BuildMojo extends BuildNoForkMojo {}

package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;

/** Compiles sources as a project would, and lays them out as an image does. */
final class Compiled {

  private static final String RUNTIME = "com/amazonaws/services/lambda/runtime/";

  private final Path directory;
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<ExtraFiles> extraFiles = new ArrayList<>();
  private List<String> options = List.of();

  Compiled(Path directory) {
    this.directory = directory;
  }

  /** Options of javac for what is compiled from here on. */
  Compiled with(String... javacOptions) {
    options = List.of(javacOptions);
    return this;
  }

  /** Compiles classes of the project; each text is a source file of the package {@code example}. */
  Compiled classes(String... sources) throws IOException {
    compile(directory.resolve("classes"), sources);
    return this;
  }

  /** Compiles a module that the project depends on. */
  Compiled module(String name, String... sources) throws IOException {
    Path classes = directory.resolve(name);
    compile(classes, sources);
    dependencies.add(
        new Dependency(
            "example",
            name,
            "1.0",
            "",
            new Source.ModuleClasses(classes),
            Dependency.Stability.MODULE));
    return this;
  }

  Compiled library(Dependency dependency) {
    dependencies.add(dependency);
    return this;
  }

  /** A file in {@code target/classes}. */
  Compiled resource(String name, String text) throws IOException {
    Path file = directory.resolve("classes").resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return this;
  }

  /**
   * Adds a file to the image.
   *
   * @param into as {@code <into>} has it
   */
  Compiled extraFile(Path from, String into) throws LambdaImageException {
    extraFiles.add(ExtraFiles.of(from, into, List.of(), List.of(), null));
    return this;
  }

  /** Forgets a class that others were compiled against. */
  Compiled without(String name) throws IOException {
    Files.delete(directory.resolve("classes/example/" + name + ".class"));
    return this;
  }

  List<FunctionLayer> layers() throws Exception {
    return FunctionContents.layers(directory.resolve("classes"), dependencies, extraFiles);
  }

  private void compile(Path target, String... sources) throws IOException {
    Path source = Files.createDirectories(directory.resolve("src-" + target.getFileName()));
    Path runtime = Files.createDirectories(source.resolve(RUNTIME));
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-Xlint:-options", "-proc:none", "-d", target.toString()));
    arguments.addAll(options);
    arguments.add("-cp");
    arguments.add(String.join(java.io.File.pathSeparator, modules()));
    arguments.add(
        write(
            runtime, "package com.amazonaws.services.lambda.runtime; public interface Context {}"));
    arguments.add(
        write(
            runtime,
            "package com.amazonaws.services.lambda.runtime; public interface RequestHandler<I, O> { O handleRequest(I event, Context context); }"));
    arguments.add(
        write(
            runtime,
            "package com.amazonaws.services.lambda.runtime; public interface RequestStreamHandler { void handleRequest(java.io.InputStream in, java.io.OutputStream out, Context context) throws java.io.IOException; }"));
    for (String text : sources) {
      arguments.add(
          write(
              source,
              "package example; import com.amazonaws.services.lambda.runtime.*; import java.io.*; import java.util.*; "
                  + text));
    }
    Files.createDirectories(target);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("javac says no");
    }
    // Lambda's runtime brings them; the project has them in scope "provided".
    for (String name : List.of("Context", "RequestHandler", "RequestStreamHandler")) {
      Files.delete(target.resolve(RUNTIME + name + ".class"));
    }
  }

  private List<String> modules() {
    return dependencies.stream().map(dependency -> dependency.source().path().toString()).toList();
  }

  private static String write(Path directory, String text) throws IOException {
    String name = text.replaceFirst("(?s).*?(?:class|interface|enum|record) ([\\w$]+).*", "$1");
    return Files.writeString(directory.resolve(name + ".java"), text).toString();
  }
}

package io.github.lambdaimage.it.demo;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.it.image.LambdaBase;
import io.github.lambdaimage.it.image.PulledImage;
import io.github.lambdaimage.it.maven.ChildMaven;
import io.github.lambdaimage.it.registry.RegistryServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the sample function's image, pushes it to a registry in this process, and pulls it. */
public final class Demo {

  // The checks of this repository's own code are not what a user's build would show.
  private static final List<String> NO_CHECKS = List.of("-Dspotless.check.skip", "-Denforcer.skip");

  /** Lines that only divide a log, or tell of the checks above. */
  private static final Pattern NOISE =
      Pattern.compile("(\\[INFO])?[ -]*|.*(enforcer|Rule Enforcement|[Ss]potless).*");

  private final PrintStream out = System.out;
  private final Path sample;
  private final ChildMaven maven;
  private final Path copy;

  private Demo(Path sample, Path itTarget) {
    this.sample = sample.normalize();
    this.maven = new ChildMaven(itTarget);
    this.copy = itTarget.resolve("demo/sample-function");
  }

  /** Arguments: the folder of the sample function, and {@code it/target}. */
  public static void main(String[] arguments) throws IOException {
    new Demo(Path.of(arguments[0]), Path.of(arguments[1])).run();
  }

  private void run() throws IOException {
    copySample();
    try (RegistryServer registry = RegistryServer.start()) {
      String base = registry.authority() + "/lambda/java:17";
      LambdaBase.java(17).putIndex(registry.repository("lambda/java"), "17");
      title("A registry listens on " + registry.authority() + "; its base image: " + base);

      String from = "-Dlambda-image.from=" + base;
      String to = "-Dlambda-image.repository=" + registry.authority() + "/sample-function";
      mvn("lambda-image:build", from, to);
      registry.forgetRequests();
      mvn("lambda-image:push", from, to);
      String transfer =
          "%s in %d requests"
              .formatted(
                  ImageReport.size(registry.bytesReceived()).strip(), registry.requests().size());

      PulledImage image = PulledImage.pull(imageUri());
      String architecture = image.config().path("architecture").asText();
      title("Pulled back: " + imageUri());
      ImageReport.of(image, PulledImage.pull(base, architecture)).forEach(out::println);
      title("The push sent " + transfer + ".");
    }
  }

  private void mvn(String... arguments) throws IOException {
    title("$ mvn " + String.join(" ", arguments));
    List<String> all = Stream.concat(Stream.of(arguments), NO_CHECKS.stream()).toList();
    ChildMaven.Result result = maven.run(copy, all, this::show);
    if (!result.isSuccess()) {
      throw new IOException("mvn " + arguments[0] + " failed, see above");
    }
  }

  private void show(String line) {
    String text = line.replaceAll("\u001b\\[[0-9;]*m", "");
    if (!NOISE.matcher(text).matches()) {
      out.println("  " + text);
    }
  }

  private String imageUri() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(copy.resolve("target/lambda-image/image.json").toFile());
    return json.path("imageUri").asText();
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private void copySample() throws IOException {
    deleteCopy();
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(path -> !path.startsWith(sample.resolve("target"))).toList()) {
        Path target = copy.resolve(sample.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, REPLACE_EXISTING);
        }
      }
    }
  }

  private void deleteCopy() throws IOException {
    if (Files.exists(copy)) {
      try (Stream<Path> files = Files.walk(copy)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

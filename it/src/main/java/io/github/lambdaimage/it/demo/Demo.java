package io.github.lambdaimage.it.demo;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.it.maven.ChildMaven;
import io.github.lambdaimage.standin.ecr.EcrServer;
import io.github.lambdaimage.standin.image.LambdaBase;
import io.github.lambdaimage.standin.image.PulledImage;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.runtime.RuntimeClient;
import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the sample function's image, pushes it as to Amazon ECR, pulls it back and invokes it. */
public final class Demo {

  // The checks of this repository's own code are not what a user's build would show.
  private static final List<String> NO_CHECKS = List.of("-Dspotless.check.skip", "-Denforcer.skip");

  /** Lines that only divide a log, or tell of the checks above. */
  private static final Pattern NOISE =
      Pattern.compile("(\\[INFO])?[ -]*|.*(enforcer|Rule Enforcement|[Ss]potless).*");

  /** Somebody else's plugin, which writes what the function is made of. */
  private static final String BILL = "org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom";

  private static final String EVENT =
      """
      {"country": "AT", "items": [{"article": "COFFEE-1000", "quantity": 1}]}""";

  private final PrintStream out = System.out;
  private final Path sample;
  private final ChildMaven maven;
  private final Path copy;
  private final Path itTarget;

  private Demo(Path sample, Path itTarget) {
    this.sample = sample.normalize();
    this.itTarget = itTarget;
    this.maven = new ChildMaven(itTarget);
    this.copy = itTarget.resolve("demo/sample-function");
  }

  /** Arguments: the folder of the sample function, and {@code it/target}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new Demo(Path.of(arguments[0]), Path.of(arguments[1])).run();
  }

  private void run() throws IOException, InterruptedException {
    copySample();
    try (RegistryServer bases = RegistryServer.start();
        EcrServer ecr = EcrServer.start()) {
      String base = bases.authority() + "/lambda/java:17.al2023";
      LambdaBase.java(17).putIndex(bases.repository("lambda/java"), "17.al2023");
      title("Two servers in this process stand for public.ecr.aws and for Amazon ECR.");
      out.println("Base image: " + base);
      out.println(
          "Amazon ECR: %s, account %s, no repository yet".formatted(ecr.uri(), ecr.account().id()));

      ChildMaven user = maven.withEnvironment(ecr.environment());
      String from = "-Dlambda-image.from=" + base;
      mvn(user, "lambda-image:build", from);
      if (canRun()) {
        // The base is a stand-in, which no engine could run.
        mvn(
            user,
            "lambda-image:invoke",
            from,
            "-Dlambda-image.runWith=process",
            "-Dlambda-image.event=" + EVENT);
      }
      boolean bill =
          runs(
              user,
              BILL,
              "-DoutputFormat=json",
              "-DincludeProvidedScope=false",
              "-Dcyclonedx.skipNotDeployed=false");
      if (!bill) {
        out.println("  That plugin has to be downloaded once: without it, the push has no bill.");
      }
      mvn(
          user,
          "lambda-image:push",
          from,
          "-Dlambda-image.createRepository",
          "-Dlambda-image.sbom=" + bill,
          "-Dlambda-image.provenance");
      String transfer =
          "%s in %s requests, the base's layers included"
              .formatted(
                  ImageReport.size(ecr.registry().bytesReceived()).strip(),
                  ecr.registry().requests().size());

      PulledImage image =
          PulledImage.read(ecr.registry().repository("sample-function"), imageJson("digest"));
      String architecture = image.config().path("architecture").asText();
      title("Pulled back: " + imageJson("imageUri"));
      ImageReport.of(image, PulledImage.pull(base, architecture)).forEach(out::println);
      title("The push sent " + transfer + ".");
      title("Beside the image, found by its digest:");
      AttachedReport.of(ecr.registry().repository("sample-function"), image.digest())
          .forEach(out::println);
      if (canRun()) {
        invoke(image);
      }
    }
  }

  /** AWS's client has a native part for Linux alone. */
  private static boolean canRun() {
    return System.getProperty("os.name").equals("Linux");
  }

  private void invoke(PulledImage image) throws IOException, InterruptedException {
    RuntimeInstallation client =
        RuntimeInstallation.of(itTarget.resolve("runtime-interface-client"));
    PulledFunction function = PulledFunction.unpack(image, copy.resolveSibling("pulled"));
    title("Unpacked and invoked by AWS's runtime interface client with " + EVENT);
    out.println(function.invoke(RuntimeClient.of(client), EVENT));
  }

  private void mvn(ChildMaven user, String... arguments) throws IOException {
    if (!runs(user, arguments)) {
      throw new IOException("mvn " + arguments[0] + " failed, see above");
    }
  }

  /** Whether it succeeds. */
  private boolean runs(ChildMaven user, String... arguments) throws IOException {
    title("$ mvn " + Stream.of(arguments).map(Demo::quoted).collect(joining(" ")));
    List<String> all = Stream.concat(Stream.of(arguments), NO_CHECKS.stream()).toList();
    return user.run(copy, all, this::show).isSuccess();
  }

  /** As a shell takes it for one argument. */
  private static String quoted(String argument) {
    return argument.contains(" ") ? "'" + argument + "'" : argument;
  }

  private void show(String line) {
    String text = line.replaceAll("\u001b\\[[0-9;]*m", "");
    if (!NOISE.matcher(text).matches()) {
      out.println("  " + text);
    }
  }

  private String imageJson(String member) throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(copy.resolve("target/lambda-image/image.json").toFile());
    return json.path(member).asText();
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

  /** All of an earlier demo. */
  private void deleteCopy() throws IOException {
    Path demo = copy.resolveSibling("");
    if (Files.exists(demo)) {
      try (Stream<Path> files = Files.walk(demo)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

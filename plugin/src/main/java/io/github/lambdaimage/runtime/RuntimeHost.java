package io.github.lambdaimage.runtime;

import io.github.lambdaimage.base.BaseRelease;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The machine that runs a function in a process.
 *
 * @param javaHome of the JDK that Maven runs on
 * @param javaVersion its feature release, such as 17
 * @param osName Java's name of the operating system
 * @param osArch Java's name of the instruction set
 * @param variables the environment
 * @param own the user's variables for the local function, which override the image's, as those of a
 *     function's configuration do on Lambda
 */
public record RuntimeHost(
    Path javaHome,
    int javaVersion,
    String osName,
    String osArch,
    Map<String, String> variables,
    Map<String, String> own) {

  public RuntimeHost(
      Path javaHome, int javaVersion, String osName, String osArch, Map<String, String> variables) {
    this(javaHome, javaVersion, osName, osArch, variables, Map.of());
  }

  /** The same machine for functions that must not get its variables, above all its credentials. */
  public RuntimeHost withoutVariables() {
    return new RuntimeHost(javaHome, javaVersion, osName, osArch, Map.of(), own);
  }

  /** The same machine with variables for the function. */
  public RuntimeHost with(Map<String, String> own) {
    return new RuntimeHost(javaHome, javaVersion, osName, osArch, variables, own);
  }

  /**
   * The options of Lambda's Java runtimes since Java 17: functions are short, so the second
   * compiler is not worth it.
   */
  private static final List<String> LIKE_LAMBDA =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  /** Whether AWS's client, whose native part is for Linux, runs here at all. */
  boolean isLinux() {
    return osName.equals("Linux");
  }

  /**
   * How to start an image's function.
   *
   * @param client the class path with AWS's client
   * @param javaOfAws the release of AWS's own runtime in the base, if it has one
   * @param debugPort where the JVM waits for a debugger before it does anything
   */
  public Launch launch(
      ImageLayout layout,
      UnpackedImage image,
      List<Path> client,
      Optional<Integer> javaOfAws,
      OptionalInt debugPort)
      throws LambdaImageException {
    try {
      List<String> environment =
          JsonObject.parse(layout.config(), "The image's config").object("config").texts("Env");
      Map<String, String> variables =
          new ImageEnvironment(image.root(), this.variables, own).variables(environment);
      javaOfAws.ifPresent(
          java -> variables.putIfAbsent("AWS_EXECUTION_ENV", "AWS_Lambda_java" + java));
      FunctionIdentity identity = FunctionIdentity.of(variables);
      List<String> options = new ArrayList<>(LIKE_LAMBDA);
      options.add(identity.heapOption());
      options.addAll(ImageEnvironment.languageOptions(environment));
      NativeLibrary.unpack(client, osArch, image.root()).ifPresent(options::add);
      debugPort.ifPresent(port -> options.add(Debugger.option("127.0.0.1", port)));
      options.add("-cp");
      options.add(client.stream().map(Path::toString).collect(Collectors.joining(":")));
      return new HostLaunch(
          javaHome.resolve("bin/java"),
          List.copyOf(options),
          image.root(),
          image.taskRoot(),
          Map.copyOf(variables),
          identity,
          layout.summary().handler());
    } catch (IOException e) {
      throw new LambdaImageException(
          "AWS's runtime interface client could not be set up in '%s': %s. Free space, or run 'mvn lambda-image:build' again."
              .formatted(image.root(), FailureReason.of(e)),
          e);
    }
  }

  /** Why a process does not work, as the end of a sentence; empty if it does. */
  Optional<String> hindrance(ImageName base, BaseRelease release) throws LambdaImageException {
    if (!isLinux()) {
      return Optional.of("AWS's runtime interface client needs Linux, and this is " + osName);
    }
    Optional<Integer> needed = release.of(base);
    return needed.isPresent() && needed.get() > javaVersion
        ? Optional.of(
            "the base has Java %s, and Maven runs on Java %s".formatted(needed.get(), javaVersion))
        : Optional.empty();
  }
}

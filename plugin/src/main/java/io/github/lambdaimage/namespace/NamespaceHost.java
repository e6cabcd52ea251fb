package io.github.lambdaimage.namespace;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.process.ProgramRun;
import io.github.lambdaimage.process.ProgramRun.Errors;
import io.github.lambdaimage.process.ProgramRun.Outcome;
import io.github.lambdaimage.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Whether this machine lets its user create namespaces. This is tested, not guessed: a kernel has
 * several settings for it, and containers around Maven may have more.
 *
 * @param osName Java's name of the operating system
 * @param osArch Java's name of the instruction set
 * @param variables the environment
 * @param switches {@code /proc/sys}
 */
public record NamespaceHost(
    String osName, String osArch, Map<String, String> variables, Path switches) {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String PROGRAM = "exit";

  /** This machine. */
  public static NamespaceHost of(String osName, String osArch, Map<String, String> variables) {
    return new NamespaceHost(osName, osArch, variables, Path.of("/proc/sys"));
  }

  /**
   * Puts the smallest image together, and runs a program in it.
   *
   * @param scratch an empty directory for that
   */
  public Trial trial(Architecture architecture, Path scratch) {
    if (!osName.equals("Linux")) {
      return Trial.fails(
          new Hindrance(
              "namespaces are Linux's, and this is " + osName, "Install a container engine"));
    }
    if (SearchPath.of(variables).find("unshare").isEmpty()) {
      return Trial.fails(
          new Hindrance("there is no 'unshare' on the PATH", "Install the package util-linux"));
    }
    try {
      Outcome outcome = run(architecture, scratch.resolve("trial"), true);
      if (outcome.status() == 0) {
        return Trial.WORKS;
      }
      if (run(architecture, scratch.resolve("copied"), false).status() == 0) {
        return Trial.WORKS_WITH_COPIES;
      }
      if (!architecture.isOf(osArch) && ownRuns(scratch.resolve("own"))) {
        return Trial.fails(foreign(architecture));
      }
      return Trial.fails(new NamespaceSwitches(switches).explain(outcome.output()));
    } catch (IOException e) {
      return Trial.fails(new Hindrance(FailureReason.of(e), "Free space for temporary files"));
    } catch (TimeoutException e) {
      return Trial.fails(
          new Hindrance(
              "'unshare' was not done after " + DEADLINE.toSeconds() + " s", "Run it again"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Trial.fails(new Hindrance("Maven was interrupted", "Run it again"));
    }
  }

  /**
   * Prepares an image from a directory with the function's files.
   *
   * @param overlay the result of the trial
   */
  public ImageRoot prepare(Path directory, Path base, boolean overlay) throws IOException {
    return ImageRoot.prepare(directory, base, overlay, variables);
  }

  private Outcome run(Architecture architecture, Path directory, boolean overlay)
      throws IOException, InterruptedException, TimeoutException {
    Path function = Files.createDirectories(directory.resolve(ImageRoot.FUNCTION));
    Path program = Files.write(function.resolve(PROGRAM), ExitProgram.of(architecture));
    if (!program.toFile().setExecutable(true, false)) {
      throw new IOException("'" + program + "' cannot be made executable");
    }
    ImageRoot root = prepare(directory, Files.createDirectory(directory.resolve("none")), overlay);
    return new ProgramRun(root.trial("/" + PROGRAM), root.hostEnvironment(), DEADLINE)
        .run("", Errors.AMONG_THE_OUTPUT);
  }

  private static Hindrance foreign(Architecture architecture) {
    return new Hindrance(
        "the image is for "
            + architecture.lambdaName()
            + ", and this machine has no handler (binfmt_misc) that runs such programs in another root",
        "Install qemu's (the package qemu-user-static, or 'docker run --privileged --rm tonistiigi/binfmt --install all'), which needs the flag F, or build for <architecture> '"
            + (architecture == Architecture.ARM64
                ? Architecture.X86_64.lambdaName()
                : Architecture.ARM64.lambdaName())
            + "'");
  }

  /** Whether it runs its own programs; for machines that are not Lambda's, this is not known. */
  private boolean ownRuns(Path directory)
      throws IOException, InterruptedException, TimeoutException {
    for (Architecture own : Architecture.values()) {
      if (own.isOf(osArch)) {
        return run(own, directory.resolve("trial"), true).status() == 0
            || run(own, directory.resolve("copied"), false).status() == 0;
      }
    }
    return true;
  }
}

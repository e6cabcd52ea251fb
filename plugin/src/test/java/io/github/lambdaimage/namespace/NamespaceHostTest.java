package io.github.lambdaimage.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.process.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NamespaceHostTest {

  @TempDir Path scratch;

  /** Other tests are skipped where namespaces do not work: here it is said that they must. */
  @Test
  @EnabledIfEnvironmentVariable(named = "LAMBDA_IMAGE_NAMESPACES", matches = "required")
  void namespacesWorkWhereTheyAreRequired() {
    NamespaceHost host = HostRoot.host();

    assertThat(host.trial(HostRoot.ownArchitecture(host), scratch).hindrance()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aScratchDirectoryMayHaveAnyName() throws Exception {
    NamespaceHost host = HostRoot.assumeNamespaces(scratch.resolve("plain"));
    Path odd = Files.createDirectories(scratch.resolve("a:b, c=d\\ 'e' \"f\" ünlich"));

    assertThat(host.trial(HostRoot.ownArchitecture(host), odd).hindrance()).isEmpty();
  }

  /** A kernel before 5.11, or a file system that overlayfs does not take. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutOverlayTheFilesAreCopied() throws Exception {
    NamespaceHost host = HostRoot.assumeNamespaces(scratch.resolve("plain"));
    Path programs = Files.createDirectory(scratch.resolve("bin"));
    Path mount = SearchPath.of(System.getenv()).find("mount").orElseThrow();
    Files.writeString(
        programs.resolve("mount"),
        "#!/bin/sh\ncase $* in *overlay*) echo 'mount: permission denied' >&2; exit 32;; esac\nexec "
            + mount
            + " \"$@\"\n");
    assertThat(programs.resolve("mount").toFile().setExecutable(true)).isTrue();
    Map<String, String> variables =
        Map.of("PATH", programs + ":" + System.getenv().getOrDefault("PATH", ""));
    NamespaceHost old = NamespaceHost.of(host.osName(), host.osArch(), variables);

    Trial trial =
        old.trial(HostRoot.ownArchitecture(old), Files.createDirectory(scratch.resolve("old")));
    assertThat(trial).isEqualTo(Trial.WORKS_WITH_COPIES);
  }

  @Test
  void anotherSystemHasNone() {
    NamespaceHost host = NamespaceHost.of("Mac OS X", "aarch64", Map.of());

    assertThat(host.trial(Architecture.ARM64, scratch).hindrance())
        .hasToString(
            "Optional[namespaces are Linux's, and this is Mac OS X. Install a container engine]");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aMachineWithoutTheProgramIsToldOf() {
    NamespaceHost host = NamespaceHost.of("Linux", "amd64", Map.of("PATH", scratch.toString()));

    assertThat(host.trial(Architecture.X86_64, scratch).hindrance())
        .hasToString("Optional[there is no 'unshare' on the PATH. Install the package util-linux]");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anotherArchitectureNeedsAnEmulator() throws Exception {
    NamespaceHost host = HostRoot.assumeNamespaces(scratch.resolve("plain"));
    Architecture other =
        HostRoot.ownArchitecture(host) == Architecture.ARM64
            ? Architecture.X86_64
            : Architecture.ARM64;

    assertThat(host.trial(other, Files.createDirectory(scratch.resolve("other"))).hindrance())
        .satisfiesAnyOf(
            none -> assertThat(none).isEmpty(),
            some ->
                assertThat(some.orElseThrow().toString())
                    .contains("the image is for " + other.lambdaName(), "binfmt_misc", "flag F"));
  }

  /** Whatever closes them: the program says so, and the switch is found. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void closedNamespacesAreExplained() throws Exception {
    assertThat(closedBy("kernel/apparmor_restrict_unprivileged_userns", "1", "Permission denied"))
        .isEqualTo(
            "namespaces are root's alone on this machine: kernel.apparmor_restrict_unprivileged_userns is 1 (unshare: Permission denied). 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0' opens them");
    assertThat(closedBy("kernel/unprivileged_userns_clone", "0", "Operation not permitted"))
        .contains("kernel.unprivileged_userns_clone is 0", "kernel.unprivileged_userns_clone=1'");
    assertThat(closedBy("user/max_user_namespaces", "0", "No space left on device"))
        .contains("user.max_user_namespaces is 0", "user.max_user_namespaces=10000'");
    assertThat(closedBy("kernel/other", "0", "Invalid argument"))
        .contains("(unshare: Invalid argument)");
    assertThat(closedBy("kernel/other", "0", "unrecognized option '--map-user=993'"))
        .contains("'unshare' is too old", "Install util-linux 2.36 or newer");
  }

  private String closedBy(String name, String value, String message) throws Exception {
    Path folder = Files.createTempDirectory(scratch, "machine");
    Path programs = Files.createDirectory(folder.resolve("bin"));
    Path unshare = programs.resolve("unshare");
    Files.writeString(unshare, "#!/bin/sh\necho \"unshare: " + message + "\" >&2\nexit 1\n");
    assertThat(unshare.toFile().setExecutable(true)).isTrue();
    Path file = folder.resolve("sys").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, value + "\n");
    NamespaceHost host =
        new NamespaceHost(
            "Linux", "amd64", Map.of("PATH", programs.toString()), folder.resolve("sys"));

    return host.trial(Architecture.X86_64, Files.createDirectory(folder.resolve("scratch")))
        .hindrance()
        .orElseThrow()
        .toString();
  }
}

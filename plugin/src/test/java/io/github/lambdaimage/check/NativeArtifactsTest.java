package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.content.TestParts;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.CheckResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether one of several artifacts has native code for the function's machine, and the advice. */
class NativeArtifactsTest {

  @TempDir Path directory;

  @Test
  void haveItForEachMachineInAnArtifact() throws Exception {
    assertThat(
            result(jar("native", "", linux("x86_64", "a/x.so"), linux("aarch64", "b/x.so")))
                .problems())
        .isEmpty();
  }

  @Test
  void sayForWhichMachinesTheyHaveIt() throws Exception {
    assertThat(
            result(
                    jar(
                        "orders",
                        "",
                        linux("x86_64", "a/x.so"),
                        linux("riscv64", "b/x.so"),
                        linux("x86_64", "c/x.so")))
                .problems())
        .containsExactly(
            "'orders-1.jar' has native code for Linux on riscv64, x86_64 (such as 'a/x.so') but none for aarch64, which <architecture> 'arm64' needs: it would fail with UnsatisfiedLinkError. Take a version of 'example:orders' that brings aarch64, change <architecture>, or leave it out with <excludes> if the function works without it.");
  }

  @Test
  void haveItInAnotherClassifier() throws Exception {
    Part ours = jar("native", "linux-aarch_64", linux("aarch64", "x.so"));
    Part others = jar("native", "linux-x86_64", linux("x86_64", "x.so"));

    assertThat(result(others, ours).problems()).isEmpty();
    assertThat(result(others).problems())
        .singleElement()
        .asString()
        .endsWith(
            "Add 'example:native' with <classifier>linux-aarch_64</classifier> (or as it calls that machine), beside or instead of 'linux-x86_64', change <architecture>, or leave it out with <excludes> if the function works without it.");
  }

  @Test
  void haveItInAnotherArtifact() throws Exception {
    Part ours = jar("native-linux-aarch64", "", linux("aarch64", "x.so"));
    Part others = jar("native-linux-x86_64", "", linux("x86_64", "x.so"));

    assertThat(result(others, ours).problems()).isEmpty();
    assertThat(result(others).problems())
        .singleElement()
        .asString()
        .contains(
            "Add 'example:native-linux-aarch64' (or as it is called for that machine), beside or instead of 'example:native-linux-x86_64', change <architecture>,");
  }

  @Test
  void doNotHaveItInAnUnrelatedArtifact() throws Exception {
    assertThat(
            result(
                    jar("orders", "", linux("x86_64", "x.so")),
                    jar("bills", "", linux("aarch64", "x.so")))
                .problems())
        .hasSize(1);
  }

  /** The machine that builds may need it, and the function needs another. */
  @ParameterizedTest
  @CsvSource({
    "native,            osx-aarch_64, true",
    "native-osx-x86_64, '',           true",
    "native-osx,        '',           false",
    "native-osx-x86_64, osx-x86_64,   false",
    "native,            sources,      false",
    "native,            '',           false"
  })
  void areForAnotherSystemAlone(String artifact, String classifier, boolean isProblem)
      throws Exception {
    CheckResult result = result(jar(artifact, classifier, other(Platform.MAC, "x.dylib", 1000)));

    assertThat(result.problems()).hasSize(isProblem ? 1 : 0);
    assertThat(result.notes()).as("they are dead weight else").hasSize(isProblem ? 0 : 1);
  }

  @Test
  void sayHowToGetItForLinux() throws Exception {
    assertThat(
            result(jar("native", "osx-aarch_64", other(Platform.MAC, "x.dylib", 1000))).problems())
        .containsExactly(
            "'native-1-osx-aarch_64.jar' has native code for macOS alone (such as 'x.dylib'), as the machine that builds may need it, and Lambda needs it for Linux on aarch64: it would fail with UnsatisfiedLinkError. Add 'example:native' with <classifier>linux-aarch_64</classifier> (or as it calls that machine), beside or instead of 'osx-aarch_64', or leave it out with <excludes> if the function works without it.");
  }

  @Test
  void areDeadWeightForOtherSystems() throws Exception {
    assertThat(
            result(
                    jar(
                        "one",
                        "",
                        linux("aarch64", "x.so"),
                        other(Platform.MAC, "x.dylib", 2_000_000),
                        other(Platform.WINDOWS, "x.dll", 1_000_000)),
                    jar("two", "", other(Platform.OTHER, "x.so", 5_000_000)))
                .notes())
        .containsExactly(
            "3.0 MB of native code for macOS and Windows are dead weight in the image: in 'one-1.jar'.");
  }

  @Test
  void areOneLibraryInFilesOfOneName() throws Exception {
    Part loose =
        TestParts.of(
            null, linux("x86_64", "/opt/x86_64/libx.so"), linux("aarch64", "/opt/arm64/libx.so"));
    Part one = TestParts.of(null, linux("x86_64", "/opt/libx.so"), linux("aarch64", "/opt/y.so"));

    assertThat(result(loose).problems()).isEmpty();
    assertThat(result(one).problems())
        .singleElement()
        .asString()
        .startsWith("'/opt/libx.so' has native code for Linux on x86_64")
        .endsWith("Build it for aarch64, or change <architecture>.");
  }

  @Test
  void areOneLibraryInExtraJarsThatDifferByTheMachine() throws Exception {
    Part ours = extraJar("native-aarch64.jar", linux("aarch64", "x.so"));
    Part others = extraJar("native-x86_64.jar", linux("x86_64", "x.so"));

    assertThat(result(ours, others).problems()).isEmpty();
    assertThat(result(others).problems()).hasSize(1);
  }

  @Test
  void nameTheHighestOfSeveralVersionsThatAreMissing() throws Exception {
    CheckResult result =
        result(
            jar(
                "orders",
                "",
                needing("GLIBC_2.35", "a.so"),
                needing("GLIBC_2.38", "b.so"),
                needing("GLIBC_2.36", "c.so")));

    assertThat(result.problems())
        .singleElement()
        .asString()
        .startsWith("'orders-1.jar' has native code for a newer Linux: 'b.so' needs GLIBC_2.38,")
        .contains("one of Ubuntu 24.04 has")
        .endsWith("or take a version of 'example:orders' that is made for an older Linux.");
  }

  @Test
  void haveBuildsThatAreCalledOtherwise() throws Exception {
    assertThat(
            result(
                    jar(
                        "orders",
                        "",
                        needing("GLIBC_2.36", "libx.so"),
                        needing("GLIBC_2.18", "libx.nodeps.so")))
                .problems())
        .isEmpty();
  }

  /** What works without is only noted. */
  @Test
  void needNotHaveItIfTheyWorkWithout() throws Exception {
    Dependency optional = dependency("io.netty", "netty-transport-native-epoll", "linux-x86_64");

    CheckResult result =
        result(TestParts.of(file(optional), linux("x86_64", "META-INF/native/x.so")));

    assertThat(result.problems()).isEmpty();
    assertThat(result.notes())
        .singleElement()
        .asString()
        .contains("has no native code for Linux on aarch64: ");
  }

  private CheckResult result(Part... parts) throws Exception {
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    new NativeCheck()
        .inspect(new CheckedImage(directory, List.of()).subject(List.of(parts)), findings);
    return findings.result(Check.NATIVE);
  }

  private static Part jar(String artifact, String classifier, NativeFile... files) {
    return TestParts.of(file(dependency("example", artifact, classifier)), files);
  }

  private static Part extraJar(String name, NativeFile... files) {
    return TestParts.of(FunctionFile.readable(Path.of(name), "/var/task/lib/" + name), files);
  }

  private static FunctionFile file(Dependency dependency) {
    return new FunctionFile(
        new Source.PlainFile(dependency.source().path()),
        "/var/task/lib/" + dependency.jarName(),
        FunctionFile.READABLE,
        dependency);
  }

  private static Dependency dependency(String group, String artifact, String classifier) {
    String end = classifier.isEmpty() ? "" : "-" + classifier;
    return new Dependency(
        group,
        artifact,
        "1",
        classifier,
        Path.of(artifact + "-1" + end + ".jar"),
        Dependency.Stability.RELEASE);
  }

  private static NativeFile linux(String machine, String path) {
    return new NativeFile(Platform.LINUX, machine, Libc.ANY, SymbolVersions.NONE, path, 1000);
  }

  private static NativeFile needing(String version, String path) {
    return new NativeFile(
        Platform.LINUX, "aarch64", Libc.GLIBC, SymbolVersions.parse(version), path, 1000);
  }

  private static NativeFile other(Platform platform, String path, long size) {
    return new NativeFile(platform, "", Libc.ANY, SymbolVersions.NONE, path, size);
  }
}

package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.content.TestParts;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.image.CheckResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which native code the base loads, by what is known of the code and of the base. */
class NativeCodeTest {

  private static final String FOREIGN = "{\"config\":{}}";
  private static final String OF_GLIBC = "/lib/ld-linux-aarch64.so.1";
  private static final String OF_MUSL = "/lib/ld-musl-aarch64.so.1";

  @TempDir Path directory;
  private CheckedImage image;

  @BeforeEach
  void begin() {
    image = new CheckedImage(directory, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "21, GLIBC_2.34,      true",
    "21, GLIBC_2.35,      false",
    "17, GLIBC_2.26,      true",
    "17, GLIBC_2.27,      false",
    "17, GLIBCXX_3.4.24,  true",
    "17, GLIBCXX_3.4.25,  false",
    "17, GLIBC_2.17,      true"
  })
  void isLoadedUpToTheBasesVersion(String java, String needed, boolean isLoaded) throws Exception {
    image.base("public.ecr.aws/lambda/java:" + java, CheckedImage.AWS);

    assertThat(result(file(Libc.GLIBC, needed, "/opt/libx.so")).problems().isEmpty())
        .isEqualTo(isLoaded);
  }

  @Test
  void isProposedABaseOfAwsThatLoadsIt() throws Exception {
    image.base("public.ecr.aws/lambda/java:17", CheckedImage.AWS);

    assertThat(result(file(Libc.GLIBC, "GLIBC_2.28", "/opt/libx.so")).problems())
        .containsExactly(
            "'/opt/libx.so' has native code for a newer Linux: '/opt/libx.so' needs GLIBC_2.28, and the glibc of the base 'public.ecr.aws/lambda/java:17' ends with GLIBC_2.26, so that it would not be loaded (version `GLIBC_2.28' not found). Name a base with it in <from>, such as 'public.ecr.aws/lambda/java:17.al2023' (Amazon Linux 2023), or build it on a Linux as old as the base's.");
  }

  @Test
  void isProposedAnotherLinuxThatLoadsIt() throws Exception {
    assertThat(result(file(Libc.GLIBC, "GLIBC_2.36", "/opt/libx.so")).problems())
        .singleElement()
        .asString()
        .contains(
            "No base of AWS's has it, but one of Debian 12 has: name such a one in <from>, with <runtimeInterfaceClient>true</runtimeInterfaceClient>, or build it");
  }

  @Test
  void isProposedNothingWhereNoLinuxLoadsIt() throws Exception {
    assertThat(result(file(Libc.GLIBC, "GLIBC_2.99", "/opt/libx.so")).problems())
        .singleElement()
        .asString()
        .endsWith("No base of AWS's has it: build it on a Linux as old as the base's.");
  }

  @Test
  void isNotLoadedByAnotherCLibrary() throws Exception {
    NativeFile musl = file(Libc.MUSL, "", "/opt/libx.so");
    assertThat(result(musl).problems())
        .containsExactly(
            "'/opt/libx.so' has native code for musl (such as '/opt/libx.so'), and the base 'public.ecr.aws/lambda/java:21' has glibc: it would fail with UnsatisfiedLinkError. Take a version that is made for glibc, or a base with musl.");

    assertThat(on(OF_MUSL).result(musl).problems()).isEmpty();
    assertThat(on(OF_GLIBC).result(musl).problems()).hasSize(1);
    assertThat(on(OF_MUSL, OF_GLIBC).result(musl).problems()).isEmpty();
  }

  @Test
  void isNotLoadedWhereThereIsNoGlibc() throws Exception {
    NativeFile glibc = file(Libc.GLIBC, "", "/opt/libx.so");

    assertThat(on(OF_MUSL).result(glibc).problems())
        .singleElement()
        .asString()
        .contains("has native code for glibc", "has musl: it would fail");
    assertThat(on(OF_GLIBC).result(glibc).problems()).isEmpty();
  }

  @Test
  void isHeldAgainstNothingWhereThereIsNoLoader() throws Exception {
    assertThat(on("/bin/busybox").result(file(Libc.GLIBC, "GLIBC_2.99", "/x.so")).problems())
        .isEmpty();
  }

  /** Only a try can tell whether all functions exist. */
  @Test
  void mayBeLoadedByMusl() throws Exception {
    CheckResult result = on(OF_MUSL).result(file(Libc.MOSTLY_GLIBC, "", "/opt/libx.so"));

    assertThat(result.problems()).isEmpty();
    assertThat(result.notes())
        .singleElement()
        .asString()
        .endsWith("has musl, which loads some of such files, not all. Try it there.");
    assertThat(on(OF_GLIBC).result(file(Libc.MOSTLY_GLIBC, "", "/opt/libx.so")).notes()).isEmpty();
  }

  @Test
  void isLoadedByWhicheverCLibraryIfItNeedsNone() throws Exception {
    for (String loader : List.of(OF_MUSL, OF_GLIBC)) {
      assertThat(on(loader).result(file(Libc.ANY, "", "/opt/libx.so")).problems()).isEmpty();
    }
  }

  @Test
  void needsNoLookIntoTheBaseWhereItIsLoadedEverywhere() throws Exception {
    image.base("r.test/jre:1", FOREIGN);

    assertThat(result(file(Libc.ANY, "GLIBC_2.17", "/opt/libx.so")).notes()).isEmpty();
    for (NativeFile doubtful :
        List.of(
            file(Libc.ANY, "GLIBC_2.18", "/opt/libx.so"),
            file(Libc.ANY, "GLIBCXX_3.4", "/opt/libx.so"),
            file(Libc.MUSL, "", "/opt/libx.so"))) {
      assertThat(result(doubtful).notes())
          .containsExactly("Which C library the base has cannot be told: Maven is offline.");
    }
  }

  @Test
  void needsTheCppLibraryOfTheBaseOrOfTheFunction() throws Exception {
    NativeFile cpp = file(Libc.GLIBC, "GLIBCXX_3.4", "/opt/libx.so");

    assertThat(on(OF_GLIBC).result(cpp).problems())
        .singleElement()
        .asString()
        .startsWith("'/opt/libx.so' has native code that needs the C++ library: ");
    assertThat(on(OF_GLIBC).result(file(Libc.GLIBC, "GLIBC_2.18", "/opt/libx.so")).problems())
        .isEmpty();
    assertThat(on(OF_GLIBC, "/usr/lib/libstdc++.so.6").result(cpp).problems()).isEmpty();
    assertThat(
            on(OF_GLIBC)
                .result(cpp, file(Libc.GLIBC, "GLIBC_2.18", "/opt/libstdc++.so.6"))
                .problems())
        .isEmpty();
  }

  @Test
  void doesNotUseACppLibraryForAnotherMachine() throws Exception {
    NativeFile other =
        new NativeFile(
            Platform.LINUX, "x86_64", Libc.GLIBC, SymbolVersions.NONE, "/a/libstdc++.so.6", 1);
    NativeFile same = file(Libc.GLIBC, "GLIBC_2.18", "/b/libstdc++.so.6");
    NativeFile cpp = file(Libc.GLIBC, "GLIBCXX_3.4.99", "/opt/libx.so");

    assertThat(result(cpp, other, same).problems()).isEmpty();
    assertThat(result(cpp).problems()).hasSize(1);
  }

  /** What every Linux has beside glibc, a loader takes from there. */
  @Test
  void isOnlyDoubtedWhereEveryBaseHasItsOwn() throws Exception {
    CheckResult result = result(file(Libc.GLIBC, "GLIBC_2.36", "/opt/libgcc_s.so.1"));

    assertThat(result.problems()).isEmpty();
    assertThat(result.notes())
        .containsExactly(
            "'/opt/libgcc_s.so.1' brings '/opt/libgcc_s.so.1', which needs GLIBC_2.36, and the glibc of the base 'public.ecr.aws/lambda/java:21' ends with GLIBC_2.34. The base has a 'libgcc_s.so.1' of its own, so that the function may well work: try it there.");
    assertThat(result(file(Libc.GLIBC, "GLIBC_2.34", "/opt/libgcc_s.so.1")).notes()).isEmpty();
  }

  /** A loader tries one after the other. */
  @Test
  void isLoadedIfOneOfItsBuildsIs() throws Exception {
    NativeFile newer = file(Libc.GLIBC, "GLIBC_2.36", "/opt/new/libx.so");

    assertThat(result(newer, file(Libc.GLIBC, "GLIBC_2.18", "/opt/old/libx.so")).problems())
        .isEmpty();
    assertThat(result(newer, file(Libc.MUSL, "", "/opt/musl/libx.so")).problems()).hasSize(1);
  }

  private NativeCodeTest on(String... files) {
    List<Entry> entries = Stream.of(files).map(it -> new Entry(Kind.FILE, it, "")).toList();
    image.base("r.test/jre:1", FOREIGN).baseFiles(BaseFiles.of(List.of(new LayerListing(entries))));
    return this;
  }

  /** What is found in files outside of jars. */
  private CheckResult result(NativeFile... files) throws Exception {
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    new NativeCheck().inspect(image.subject(List.of(TestParts.of(null, files))), findings);
    return findings.result(Check.NATIVE);
  }

  private static NativeFile file(Libc libc, String needs, String path) {
    return new NativeFile(Platform.LINUX, "aarch64", libc, SymbolVersions.parse(needs), path, 1000);
  }
}

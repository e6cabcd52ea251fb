package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.elf.SmallLibraries;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Dependency;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewerLibrariesTest {

  private static final String AWS_17 = "public.ecr.aws/lambda/java:17";
  private static final String FOREIGN = "{\"config\":{}}";

  @TempDir Path directory;

  @Test
  void namesTheFileTheVersionAndTheBaseThatHasIt() throws Exception {
    CheckedImage image = loose(SmallLibraries.CONDITION, "/opt/lib");

    assertThat(image.base(AWS_17, CheckedImage.AWS).problems(Check.NATIVE))
        .containsExactly(
            "'/opt/lib/libcondition-aarch64.so' has native code for a newer Linux: '/opt/lib/libcondition-aarch64.so' needs GLIBCXX_3.4.30, and the libstdc++ of the base 'public.ecr.aws/lambda/java:17' ends with GLIBCXX_3.4.24, so that it would not be loaded (version `GLIBCXX_3.4.30' not found). Name a base with it in <from>, such as 'public.ecr.aws/lambda/java:17.al2023' (Amazon Linux 2023), or build it on a Linux as old as the base's.");
    assertThat(image.base(AWS_17 + ".al2023", CheckedImage.AWS).problems(Check.NATIVE)).isEmpty();
  }

  @Test
  void saysWhereNoBaseOfAwsHasIt() throws Exception {
    CheckedImage image = library(Map.of("native/libx.so", SmallLibraries.ARC4RANDOM));

    assertThat(image.problems(Check.NATIVE))
        .containsExactly(
            "'library-1.jar' has native code for a newer Linux: 'native/libx.so' needs GLIBC_2.36, and the glibc of the base 'public.ecr.aws/lambda/java:21' ends with GLIBC_2.34, so that it would not be loaded (version `GLIBC_2.36' not found). No base of AWS's has it, but one of Debian 12 has: name such a one in <from>, with <runtimeInterfaceClient>true</runtimeInterfaceClient>, or take a version of 'example:library' that is made for an older Linux.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.ecr.aws/lambda/java:8.al2",
        "public.ecr.aws/lambda/java:11",
        "public.ecr.aws/lambda/java:17",
        "public.ecr.aws/lambda/java:25",
        "public.ecr.aws/lambda/java:21.2026.10.01.12-arm64",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/ecr-public/lambda/java:17.al2023",
        "public.ecr.aws/lambda/provided:al2023"
      })
  void knowsWhatAwsHasByTheTag(String from) throws Exception {
    assertThat(
            loose(SmallLibraries.ARC4RANDOM, "/opt/lib")
                .base(from, CheckedImage.AWS)
                .problems(Check.NATIVE))
        .singleElement()
        .asString()
        .contains("(version `GLIBC_2.36' not found)");
  }

  /** The classic case: an image of GraalVM's that was built on the machine of a developer. */
  @Test
  void looksAtProgramsToo() throws Exception {
    Path bootstrap = Files.copy(SmallLibraries.CONDITION, directory.resolve("bootstrap"));

    assertThat(
            loose(bootstrap, "/var/runtime")
                .base("public.ecr.aws/lambda/provided:al2", CheckedImage.AWS)
                .problems(Check.NATIVE))
        .singleElement()
        .asString()
        .startsWith(
            "'/var/runtime/bootstrap' has native code for a newer Linux: '/var/runtime/bootstrap' needs GLIBCXX_3.4.30, and the libstdc++ of the base 'public.ecr.aws/lambda/provided:al2' ends with GLIBCXX_3.4.24")
        .contains("such as 'public.ecr.aws/lambda/provided:al2023' (Amazon Linux 2023)");
  }

  @ParameterizedTest
  @CsvSource({"GLIBC_2.35, true", "GLIBC_2.36, false", "GLIBC_2.41, false", "'', false"})
  void readsWhatOtherBasesHaveFromTheirLayers(String ofBase, boolean isProblem) throws Exception {
    assertThat(
            loose(SmallLibraries.ARC4RANDOM, "/opt/lib")
                .base("registry.example/jre:1", FOREIGN)
                .baseFiles(glibc(ofBase))
                .problems(Check.NATIVE)
                .size())
        .isEqualTo(isProblem ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.example/platform/java-base:7",
        "public.ecr.aws/lambda/java@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void readsThemToOfABaseOfAwsUnderAnotherName(String from) throws Exception {
    CheckedImage image = loose(SmallLibraries.ARC4RANDOM, "/opt/lib").base(from, CheckedImage.AWS);

    assertThat(image.baseFiles(glibc("GLIBC_2.26")).problems(Check.NATIVE))
        .singleElement()
        .asString()
        .contains("ends with GLIBC_2.26");
    assertThat(image.baseFiles(glibc("GLIBC_2.39")).problems(Check.NATIVE)).isEmpty();
  }

  @Test
  void saysWhereTheyCannotBeTold() throws Exception {
    CheckedImage image =
        loose(SmallLibraries.ARC4RANDOM, "/opt/lib")
            .base("registry.example/platform/java-base:7", CheckedImage.AWS);

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE))
        .containsExactly("The files of the base were not looked at: Maven is offline.");
  }

  /** A jar with builds for old and new, of which it takes one that loads. */
  @Test
  void isContentWithOneOfSeveralBuilds() throws Exception {
    Path older = older();

    assertThat(
            library(Map.of("new/libx.so", SmallLibraries.ARC4RANDOM, "old/libx.so", older))
                .problems(Check.NATIVE))
        .isEmpty();
    assertThat(
            library(Map.of("new/libx.so", SmallLibraries.ARC4RANDOM, "old/liby.so", older))
                .problems(Check.NATIVE))
        .hasSize(1);
  }

  @Test
  void doesNotMindTheVersionOfALibraryThatTheFunctionBrings() throws Exception {
    Path cpp = Files.copy(older(), directory.resolve("libstdc++.so.6"));
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .extraFile(SmallLibraries.CONDITION, "/opt/lib")
            .extraFile(cpp, "/opt/lib");

    assertThat(
            new CheckedImage(directory, function.layers())
                .base(AWS_17, CheckedImage.AWS)
                .problems(Check.NATIVE))
        .isEmpty();
  }

  @Test
  void looksAtTheFunctionsMachineAlone() throws Exception {
    Path older = older();
    CheckedImage image =
        library(
            Map.of("aarch64/libx.so", older, "x86_64/libx.so", SmallLibraries.ARC4RANDOM_X86_64));

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.architecture(Architecture.X86_64).problems(Check.NATIVE)).hasSize(1);
  }

  private Path older() throws Exception {
    return RealJars.extract(
        "org.xerial:sqlite-jdbc",
        "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
        directory.resolve("older.so"));
  }

  private CheckedImage loose(Path file, String into) throws Exception {
    return new CheckedImage(
        directory,
        new Compiled(directory).classes("public class Hello {}").extraFile(file, into).layers());
  }

  /** A function with a jar of files. */
  private CheckedImage library(Map<String, Path> files) throws Exception {
    Path jar = directory.resolve("library-1.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        Files.copy(file.getValue(), zip);
      }
    }
    Dependency dependency =
        new Dependency("example", "library", "1", "", jar, Dependency.Stability.RELEASE);
    return new CheckedImage(
        directory,
        new Compiled(directory).classes("public class Hello {}").library(dependency).layers());
  }

  private static BaseFiles glibc(String versions) {
    return BaseFiles.of(
        List.of(
            new LayerListing(
                List.of(
                    new Entry(Kind.FILE, "/lib/ld-linux-aarch64.so.1", ""),
                    new Entry(Kind.FILE, "/lib64/libc.so.6", versions)))));
  }
}

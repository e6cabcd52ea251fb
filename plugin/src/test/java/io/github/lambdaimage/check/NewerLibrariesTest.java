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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
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

  /** As in junixsocket, whose second build is linked with nothing. */
  @Test
  void isContentWithABuildThatIsCalledOtherwiseInTheSameFolder() throws Exception {
    assertThat(
            library(
                    Map.of(
                        "jni/libx-1.2.so",
                        SmallLibraries.ARC4RANDOM,
                        "jni/libx-1.2.nodeps.so",
                        older()))
                .problems(Check.NATIVE))
        .isEmpty();
    assertThat(
            library(
                    Map.of(
                        "jni/libx-1.2.so", SmallLibraries.ARC4RANDOM, "jni/libx-1.3.so", older()))
                .problems(Check.NATIVE))
        .hasSize(1);
  }

  /** As in openblas of the JavaCPP presets, which goes on with the base's. */
  @Test
  void onlyNotesALibraryThatEveryBaseHas() throws Exception {
    CheckedImage image =
        library(Map.of("linux/libgcc_s.so.1", SmallLibraries.ARC4RANDOM, "linux/libx.so", older()));

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE))
        .containsExactly(
            "'library-1.jar' brings 'linux/libgcc_s.so.1', which needs GLIBC_2.36, and the glibc of the base 'public.ecr.aws/lambda/java:21' ends with GLIBC_2.34. The base has a 'libgcc_s.so.1' of its own, so that the function may well work: try it there.");
    CheckedImage other =
        library(
            Map.of(
                "linux/libgcc_s.so.1",
                SmallLibraries.ARC4RANDOM,
                "linux/libx.so",
                SmallLibraries.ARC4RANDOM));
    assertThat(other.problems(Check.NATIVE)).singleElement().asString().contains("linux/libx.so");
    assertThat(other.notes(Check.NATIVE)).isEmpty();
  }

  /** Classifiers count together, and the file is in one of them. */
  @Test
  void namesTheJarThatTheFileIsIn() throws Exception {
    Path windows =
        RealJars.extract(
            "org.xerial:sqlite-jdbc",
            "org/sqlite/native/Windows/aarch64/sqlitejdbc.dll",
            directory.resolve("x.dll"));
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(jar("linux-arm64", Map.of("libx.so", SmallLibraries.ARC4RANDOM)))
            .library(jar("linux-x86_64", Map.of("libx.so", SmallLibraries.ARC4RANDOM_X86_64)))
            .library(jar("ios-arm64", Map.of("x.dll", windows)));

    assertThat(new CheckedImage(directory, function.layers()).problems(Check.NATIVE))
        .singleElement()
        .asString()
        .startsWith("'library-1-linux-arm64.jar' has native code for a newer Linux: 'libx.so'");
  }

  @Test
  void saysWhereTheBaseHasNoCppLibrary() throws Exception {
    CheckedImage image =
        loose(SmallLibraries.CONDITION, "/opt/lib").base("registry.example/jre:1", FOREIGN);

    assertThat(image.baseFiles(glibc("GLIBC_2.41")).problems(Check.NATIVE))
        .containsExactly(
            "'/opt/lib/libcondition-aarch64.so' has native code that needs the C++ library: '/opt/lib/libcondition-aarch64.so' needs 'libstdc++.so.6', which the base 'registry.example/jre:1' does not have, so that it would not be loaded (cannot open shared object file). Name a base with it in <from>, such as 'public.ecr.aws/lambda/java:21' (Amazon Linux 2023), or install it in the base (Debian: libstdc++6).");
    assertThat(
            loose(SmallLibraries.ARC4RANDOM, "/opt/lib")
                .base("registry.example/jre:1", FOREIGN)
                .baseFiles(glibc("GLIBC_2.41"))
                .problems(Check.NATIVE))
        .isEmpty();
    assertThat(
            image
                .baseFiles(
                    base(
                        new Entry(Kind.FILE, "/lib64/libc.so.6", "GLIBC_2.41"),
                        new Entry(
                            Kind.FILE,
                            "/usr/lib/libstdc++.so.6.0.33",
                            "GLIBCXX_3.4.33 CXXABI_1.3.15"),
                        new Entry(Kind.LINK, "/usr/lib/libstdc++.so.6", "libstdc++.so.6.0.33")))
                .problems(Check.NATIVE))
        .isEmpty();
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
    Path file = directory.resolve("older.so");
    return Files.exists(file)
        ? file
        : RealJars.extract(
            "org.xerial:sqlite-jdbc", "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so", file);
  }

  private CheckedImage loose(Path file, String into) throws Exception {
    return new CheckedImage(
        directory,
        new Compiled(directory).classes("public class Hello {}").extraFile(file, into).layers());
  }

  /** A function with a jar of files. */
  private CheckedImage library(Map<String, Path> files) throws Exception {
    return new CheckedImage(
        directory,
        new Compiled(directory).classes("public class Hello {}").library(jar("", files)).layers());
  }

  private Dependency jar(String classifier, Map<String, Path> files) throws Exception {
    Path jar = directory.resolve("library-1" + classifier + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        Files.copy(file.getValue(), zip);
      }
    }
    return new Dependency("example", "library", "1", classifier, jar, Dependency.Stability.RELEASE);
  }

  private static BaseFiles glibc(String versions) {
    return base(new Entry(Kind.FILE, "/lib64/libc.so.6", versions));
  }

  private static BaseFiles base(Entry... files) {
    List<Entry> entries = new ArrayList<>(List.of(files));
    entries.add(new Entry(Kind.FILE, "/lib/ld-linux-aarch64.so.1", ""));
    return BaseFiles.of(List.of(new LayerListing(entries)));
  }
}

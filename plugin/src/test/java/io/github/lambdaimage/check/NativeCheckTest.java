package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class NativeCheckTest {

  private static final String TCNATIVE = "io.netty:netty-tcnative-boringssl-static";
  private static final String BROTLI = "com.aayushatharva.brotli4j:native-linux-";
  private static final String SQLITE = "org.xerial:sqlite-jdbc";
  private static final String SNAPPY = "org.xerial.snappy:snappy-java";
  private static final String JNA = "net.java.dev.jna:jna";

  private static final String OF_GLIBC = "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2";
  private static final String OF_MUSL = "/lib/ld-musl-x86_64.so.1";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void acceptsJarsThatBringEveryMachine(Architecture architecture) throws Exception {
    CheckedImage image =
        function(
                SQLITE,
                SNAPPY,
                JNA,
                "com.amazonaws:aws-lambda-java-runtime-interface-client",
                "org.springframework.cloud:spring-cloud-function-adapter-aws",
                "org.jetbrains.kotlin:kotlin-stdlib")
            .architecture(architecture);

    assertThat(image.problems(Check.NATIVE)).isEmpty();
  }

  @Test
  void namesTheClassifierThatIsMissing() throws Exception {
    CheckedImage image = function(TCNATIVE + "::linux-x86_64");

    assertThat(image.architecture(Architecture.X86_64).problems(Check.NATIVE)).isEmpty();
    assertThat(image.architecture(Architecture.ARM64).problems(Check.NATIVE))
        .containsExactly(
            "'%s' has native code for Linux on x86_64 (such as 'META-INF/native/libnetty_tcnative_linux_x86_64.so') but none for aarch64, which <architecture> 'arm64' needs: it would fail with UnsatisfiedLinkError. Add 'io.netty:netty-tcnative-boringssl-static' with <classifier>linux-aarch_64</classifier> (or as it calls that machine), beside or instead of 'linux-x86_64', change <architecture>, or leave it out with <excludes> if the function works without it."
                .formatted(RealJars.dependency(TCNATIVE + "::linux-x86_64").jarName()));
  }

  @Test
  void namesTheClassifierTheOtherWayRound() throws Exception {
    assertThat(
            function(TCNATIVE + "::linux-aarch_64")
                .architecture(Architecture.X86_64)
                .problems(Check.NATIVE))
        .singleElement()
        .asString()
        .contains(
            "has native code for Linux on aarch64",
            "<classifier>linux-x86_64</classifier> (or as it calls that machine), beside or instead of 'linux-aarch_64'");
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void acceptsTheClassifiersOfBothMachinesTogether(Architecture architecture) throws Exception {
    assertThat(
            function(TCNATIVE + "::linux-x86_64", TCNATIVE + "::linux-aarch_64")
                .architecture(architecture)
                .problems(Check.NATIVE))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void acceptsArtifactsThatDifferByTheMachineAlone(Architecture architecture) throws Exception {
    assertThat(
            function(BROTLI + "x86_64", BROTLI + "aarch64")
                .architecture(architecture)
                .problems(Check.NATIVE))
        .isEmpty();
  }

  @Test
  void namesTheArtifactThatIsMissing() throws Exception {
    Dependency jar = RealJars.dependency(BROTLI + "x86_64");
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.as("example", "native-linux-x86_64", jar));

    assertThat(new CheckedImage(directory, function.layers()).problems(Check.NATIVE))
        .singleElement()
        .asString()
        .contains(
            "Add 'example:native-linux-aarch64' (or as it is called for that machine), beside or instead of 'example:native-linux-x86_64'");
  }

  @Test
  void looksAtTheFilesOfTheProjectByTheirHeader() throws Exception {
    String linux = "org/sqlite/native/Linux/";
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .extraFile(
                RealJars.extract(
                    SQLITE, linux + "x86_64/libsqlitejdbc.so", directory.resolve("model.bin")),
                "/opt/models")
            .extraFile(
                RealJars.extract(
                    SQLITE, linux + "aarch64/libsqlitejdbc.so", directory.resolve("libother.so")),
                "lib");
    CheckedImage image = new CheckedImage(directory, function.layers());

    assertThat(image.problems(Check.NATIVE))
        .containsExactly(
            "'/opt/models/model.bin' has native code for Linux on x86_64 (such as '/opt/models/model.bin') but none for aarch64, which <architecture> 'arm64' needs: it would fail with UnsatisfiedLinkError. Build it for aarch64, or change <architecture>.");
    assertThat(image.architecture(Architecture.X86_64).problems(Check.NATIVE))
        .singleElement()
        .asString()
        .startsWith("'/var/task/lib/libother.so' has native code for Linux on aarch64");
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void takesFilesForSeveralMachinesTogether(Architecture architecture) throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    Path resources = directory.resolve("classes/native");
    for (String machine : List.of("x86_64", "aarch64")) {
      String file = "org/sqlite/native/Linux/" + machine + "/libsqlitejdbc.so";
      RealJars.extract(SQLITE, file, resources.resolve(machine + "/libinfolder.so"));
      RealJars.extract(SQLITE, file, resources.resolve("libwithname-" + machine + ".so"));
    }

    assertThat(
            new CheckedImage(directory, function.layers())
                .architecture(architecture)
                .problems(Check.NATIVE))
        .isEmpty();
  }

  @Test
  void countsCodeOfAndroidAndBsdForNoMachine() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    Path resources = directory.resolve("classes");
    for (String system : List.of("Linux-Android", "FreeBSD")) {
      RealJars.extract(
          SQLITE,
          "org/sqlite/native/" + system + "/aarch64/libsqlitejdbc.so",
          resources.resolve(system + "/libone.so"));
    }
    CheckedImage image = new CheckedImage(directory, function.layers());
    assertThat(image.architecture(Architecture.X86_64).problems(Check.NATIVE)).isEmpty();

    RealJars.extract(
        SQLITE,
        "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
        resources.resolve("Linux/libone.so"));
    assertThat(
            new CheckedImage(directory, function.layers())
                .architecture(Architecture.ARM64)
                .problems(Check.NATIVE))
        .singleElement()
        .asString()
        .startsWith("'/var/task/Linux/libone.so' has native code for Linux on x86_64");
  }

  @Test
  void refusesCodeForMuslOnAws() throws Exception {
    assertThat(muslAlone().architecture(Architecture.X86_64).problems(Check.NATIVE))
        .containsExactly(
            "'/opt/lib/libmusl.so' has native code for musl (such as '/opt/lib/libmusl.so'), and the base 'public.ecr.aws/lambda/java:21' has glibc: it would fail with UnsatisfiedLinkError. Take a version that is made for glibc, or a base with musl.");
  }

  @Test
  void refusesCodeForGlibcOnMusl() throws Exception {
    CheckedImage image = function(TCNATIVE + "::linux-x86_64").architecture(Architecture.X86_64);

    assertThat(on(image, OF_MUSL).problems(Check.NATIVE))
        .containsExactly(
            "'%s' has native code for glibc (such as 'META-INF/native/libnetty_tcnative_linux_x86_64.so'), and the base 'registry.example/jre:1' has musl: it would fail with UnsatisfiedLinkError. Take a version that is made for musl, or a base with glibc."
                .formatted(RealJars.dependency(TCNATIVE + "::linux-x86_64").jarName()));
    assertThat(on(image, OF_GLIBC).problems(Check.NATIVE)).isEmpty();
    // As with Alpine's gcompat.
    assertThat(on(image, OF_MUSL, OF_GLIBC).problems(Check.NATIVE)).isEmpty();
  }

  @Test
  void onlyNotesWhatMuslMayLoad() throws Exception {
    CheckedImage image = on(function(JNA).architecture(Architecture.X86_64), OF_MUSL);

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE))
        .contains(
            "'%s' has native code for glibc (such as 'com/sun/jna/linux-x86-64/libjnidispatch.so'), and the base 'registry.example/jre:1' has musl, which loads some of such files, not all. Try it there."
                .formatted(RealJars.dependency(JNA).jarName()));
  }

  @Test
  void acceptsJarsForBothLibrariesWithoutLookingIntoTheBase() throws Exception {
    CheckedImage image =
        function(SQLITE, SNAPPY)
            .architecture(Architecture.X86_64)
            .base("registry.example/jre:1", "{\"config\":{}}");

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE)).noneMatch(it -> it.contains("C library"));
  }

  @Test
  void notesThatTheLibraryOfABaseCannotBeTold() throws Exception {
    CheckedImage image = muslAlone().base("registry.example/jre:1", "{\"config\":{}}");

    assertThat(image.architecture(Architecture.X86_64).problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE))
        .containsExactly("Which C library the base has cannot be told: Maven is offline.");
    // A base without either has no loader to hold anything against.
    assertThat(on(image, "/bin/busybox").problems(Check.NATIVE)).isEmpty();
  }

  @Test
  void countsCodeForMacAndWindowsAsDeadWeight() throws Exception {
    assertThat(function(SQLITE, SNAPPY, TCNATIVE + "::linux-aarch_64").notes(Check.NATIVE))
        .singleElement()
        .asString()
        .matches(
            "8\\.5 MB of native code for macOS and Windows are dead weight in the image: in 'snappy-java-[\\d.]+\\.jar', 'sqlite-jdbc-[\\d.]+\\.jar'\\.");
    assertThat(function("junit:junit").notes(Check.NATIVE)).isEmpty();
  }

  /** Its own code is in the program, and the jars beside it may be those that it was made of. */
  @Test
  void leavesTheJarsOfACustomRuntimeAlone() throws Exception {
    Path bootstrap = Files.createFile(directory.resolve("bootstrap"));
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency(TCNATIVE + "::linux-x86_64"))
            .library(RealJars.dependency(SQLITE));
    String provided = "public.ecr.aws/lambda/provided:al2023";
    CheckedImage without =
        new CheckedImage(directory, function.layers()).base(provided, CheckedImage.AWS);
    function.extraFile(bootstrap, "/var/runtime");
    CheckedImage with =
        new CheckedImage(directory, function.layers()).base(provided, CheckedImage.AWS);

    assertThat(without.problems(Check.NATIVE)).hasSize(1);
    assertThat(with.problems(Check.NATIVE)).isEmpty();
    assertThat(with.notes(Check.NATIVE)).isEmpty();

    Path program =
        RealJars.extract(
            SQLITE,
            "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
            directory.resolve("extension"));
    function.extraFile(program, "/opt/extensions");
    assertThat(
            new CheckedImage(directory, function.layers())
                .base(provided, CheckedImage.AWS)
                .problems(Check.NATIVE))
        .singleElement()
        .asString()
        .startsWith("'/opt/extensions/extension' has native code for Linux on x86_64");
  }

  /** As with {@code ${os.detected.classifier}} on the machine of a developer. */
  @ParameterizedTest
  @CsvSource({
    "netty-tcnative-boringssl-static, osx-aarch_64,        Mac,     ARM64,  with <classifier>linux-aarch_64</classifier>",
    "netty-tcnative-boringssl-static, osx-aarch_64,        Mac,     X86_64, with <classifier>linux-x86_64</classifier>",
    "netty-tcnative-boringssl-static, osx-x86_64,          Mac,     ARM64,  with <classifier>linux-aarch_64</classifier>",
    "javafx-graphics,                 mac-aarch64,         Mac,     ARM64,  with <classifier>linux-aarch64</classifier>",
    "lwjgl,                           natives-macos-arm64, Mac,     ARM64,  with <classifier>natives-linux-arm64</classifier>",
    "library,                         windows-x86_64,      Windows, X86_64, with <classifier>linux-x86_64</classifier>",
    "skiko-awt-runtime-macos-arm64,   '',                  Mac,     ARM64,  Add 'example:skiko-awt-runtime-linux-arm64' (or as it is called"
  })
  void refusesWhatIsForTheMachineThatBuildsAlone(
      String artifact, String classifier, String system, Architecture architecture, String cure)
      throws Exception {
    CheckedImage image =
        jarOf(artifact, classifier, system + "/" + machine(system)).architecture(architecture);

    assertThat(image.problems(Check.NATIVE))
        .singleElement()
        .asString()
        .startsWith("'" + artifact + "-1")
        .contains(
            "has native code for "
                + (system.equals("Mac") ? "macOS" : "Windows")
                + " alone (such as ",
            "and Lambda needs it for Linux on " + architecture.machine() + ": ",
            cure)
        .doesNotContain("change <architecture>");
    assertThat(image.notes(Check.NATIVE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // A jar for all systems, of which this is what it has.
    "library,                         ''",
    "machinery,                       ''",
    "library,                         jdk17",
    // There is none for Linux, and the name says so: such an artifact is of a system, and where
    // there
    // is one for each platform, its name says the machine too.
    "org.eclipse.core.net.win32,      ''",
    "watcher-macos,                   ''",
    "netty-resolver-dns-native-macos, osx-aarch_64"
  })
  void onlyNotesCodeForOtherSystemsElsewhere(String artifact, String classifier) throws Exception {
    CheckedImage image = jarOf(artifact, classifier, "Mac/aarch64");

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE)).singleElement().asString().contains("are dead weight");
  }

  @Test
  void acceptsCodeForTheMachineThatBuildsBesideTheFunctions() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    for (String platform : List.of("osx-aarch64", "linux-aarch64")) {
      String folder = platform.startsWith("osx") ? "Mac" : "Linux";
      function.library(jar("native-" + platform, "", folder + "/aarch64"));
      function.library(jar("library", platform, folder + "/aarch64"));
    }

    assertThat(new CheckedImage(directory, function.layers()).problems(Check.NATIVE)).isEmpty();
  }

  private static String machine(String system) {
    return system.equals("Mac") ? "aarch64" : "x86_64";
  }

  private CheckedImage jarOf(String artifact, String classifier, String folder) throws Exception {
    return new CheckedImage(
        directory,
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(jar(artifact, classifier, folder))
            .layers());
  }

  /** A jar with one of SQLite's libraries. */
  private Dependency jar(String artifact, String classifier, String folder) throws Exception {
    String name =
        switch (folder.charAt(0)) {
          case 'M' -> "libsqlitejdbc.dylib";
          case 'W' -> "sqlitejdbc.dll";
          default -> "libsqlitejdbc.so";
        };
    Path library =
        RealJars.extract(
            SQLITE,
            "org/sqlite/native/" + folder + "/" + name,
            directory.resolve(artifact + classifier).resolve(name));
    Path jar = directory.resolve(artifact + "-1" + classifier + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("native/" + name));
      Files.copy(library, zip);
    }
    return new Dependency("example", artifact, "1", classifier, jar, Stability.RELEASE);
  }

  private CheckedImage muslAlone() throws Exception {
    Path file =
        RealJars.extract(
            SQLITE,
            "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
            directory.resolve("libmusl.so"));
    return new CheckedImage(
        directory,
        new Compiled(directory)
            .classes("public class Hello {}")
            .extraFile(file, "/opt/lib")
            .layers());
  }

  private CheckedImage function(String... jars) throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    for (String jar : jars) {
      function.library(RealJars.dependency(jar));
    }
    return new CheckedImage(directory, function.layers());
  }

  private static CheckedImage on(CheckedImage image, String... files) {
    List<Entry> entries = Stream.of(files).map(it -> new Entry(Kind.FILE, it, "")).toList();
    return image
        .base("registry.example/jre:1", "{\"config\":{}}")
        .baseFiles(BaseFiles.of(List.of(new LayerListing(entries))));
  }
}

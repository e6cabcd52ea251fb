package io.github.lambdaimage.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.JarManifest;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileStamp;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartReaderTest {

  private static final String JACKSON = "com.fasterxml.jackson.core:jackson-core:2.20.1";
  private static final String TCNATIVE = "io.netty:netty-tcnative-boringssl-static::linux-x86_64";

  @TempDir Path directory;

  @Test
  void keepsTheFoldersOfAMultiReleaseJarApart() throws Exception {
    Facts facts = read(RealJars.dependency(JACKSON)).facts();

    assertThat(facts.multiRelease()).isTrue();
    assertThat(facts.classes())
        .extracting(ClassVersion::multiRelease, ClassVersion::release, ClassVersion::preview)
        .containsExactlyInAnyOrder(
            tuple(0, 8, false), tuple(11, 11, false), tuple(17, 17, false), tuple(21, 21, false));
    assertThat(facts.classes())
        .filteredOn(it -> it.multiRelease() == 21)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.count()).isEqualTo(2);
              assertThat(it.className())
                  .matches("com\\.fasterxml\\.jackson\\.core\\.[a-z0-9_.]+\\.FastDouble\\w+");
            });
  }

  @Test
  void isToldByTheManifestAloneThatAJarIsMultiRelease() throws Exception {
    // Its classes for newer Javas came into it by shading; no Java looks at them.
    Facts facts = read(RealJars.dependency("com.amazonaws:aws-lambda-java-serialization")).facts();

    assertThat(facts.multiRelease()).isFalse();
    assertThat(facts.classes()).extracting(ClassVersion::multiRelease).contains(21);
  }

  @Test
  void passesOverTheDescriptorsOfModules() throws Exception {
    Facts facts = read(RealJars.dependency("org.jetbrains.kotlin:kotlin-stdlib")).facts();

    assertThat(facts.classes())
        .extracting(ClassVersion::multiRelease, ClassVersion::release)
        .containsExactly(tuple(0, 8));
  }

  @Test
  void passesOverClassesThatAreForTheLoadersOfOtherPrograms() throws Exception {
    Path jar =
        repacked(
            "org.springframework.cloud:spring-cloud-function-adapter-aws",
            name -> name.endsWith(".class") ? "BOOT-INF/classes/" + name : name);

    assertThat(read(jar).facts().classes()).isEmpty();
    assertThat(read(jar).members()).anyMatch(it -> it.name().startsWith("BOOT-INF/classes/org/"));
  }

  @Test
  void readsAnUnpackagedModuleAsItsJar() throws Exception {
    Path classes = directory.resolve("classes");
    RealJars.extract(
        "junit:junit", "org/junit/Test.class", classes.resolve("org/junit/Test.class"));
    Dependency unpackaged =
        new Dependency(
            "g", "a", "1", "", new Source.ModuleClasses(classes), Dependency.Stability.MODULE);
    Part module = read(unpackaged);
    Member inJar =
        read(RealJars.dependency("junit:junit")).members().stream()
            .filter(it -> it.name().equals("org/junit/Test.class"))
            .findAny()
            .orElseThrow();

    assertThat(module.members()).containsExactly(inJar);
    assertThat(module.facts().classes())
        .containsExactly(new ClassVersion(0, 5, false, 1, "org/junit/Test.class"));
  }

  @Test
  void readsAnUnpackagedModuleWithTheManifestOfItsJar() throws Exception {
    Path classes = directory.resolve("classes");
    RealJars.extract(
        "junit:junit",
        "org/junit/Test.class",
        classes.resolve("META-INF/versions/9/org/junit/Test.class"));
    JarManifest manifest = JarManifest.of(Map.of("Multi-Release", "true"), Map.of());

    Part module =
        read(
            new Dependency(
                "g",
                "a",
                "1",
                "",
                new Source.ModuleClasses(classes, manifest),
                Dependency.Stability.MODULE));

    assertThat(module.facts().multiRelease()).isTrue();
    assertThat(module.facts().classes()).extracting(ClassVersion::multiRelease).containsExactly(9);
  }

  @Test
  void namesLooseClassesAsTheirSourceDoesAndOnlyThoseOfTheTaskRoot() throws Exception {
    Path type =
        RealJars.extract("junit:junit", "org/junit/Test.class", directory.resolve("Test.class"));
    Map<String, Path> files = new TreeMap<>();
    files.put("/opt/data/Other.class", type);
    files.put("/var/task/META-INF/other/Other.class", type);
    files.put("/var/task/org/junit/Test.class", type);

    Facts facts = reader().files(files).facts();

    assertThat(facts.classes()).extracting(ClassVersion::count).containsExactly(1);
    assertThat(facts.classes().get(0).className()).isEqualTo("org.junit.Test");
  }

  @Test
  void believesWhatItRemembersInsteadOfLookingAgain() throws Exception {
    read(RealJars.dependency(TCNATIVE));
    Path remembered = remembered().get(0);
    remember(remembered, "x86_64\t", "s390x\t");

    assertThat(read(RealJars.dependency(TCNATIVE)).facts().natives())
        .extracting(NativeFile::machine)
        .containsExactly("s390x");
  }

  @Test
  void remembersByContentWhereverAJarLiesAndWhenItWasMade() throws Exception {
    read(RealJars.dependency(TCNATIVE));
    Path remembered = remembered().get(0);
    remember(remembered, "x86_64\t", "s390x\t");
    Path copy = repacked(TCNATIVE, name -> name);

    assertThat(Files.mismatch(copy, RealJars.dependency(TCNATIVE).source().path()))
        .isNotEqualTo(-1);
    assertThat(read(copy).facts().natives())
        .extracting(NativeFile::machine)
        .containsExactly("s390x");
    assertThat(remembered()).containsExactly(remembered);
  }

  @Test
  void looksAgainWhenAJarHasOtherFiles() throws Exception {
    read(RealJars.dependency(TCNATIVE));
    read(repacked(TCNATIVE, name -> name.replace("META-INF/native/", "elsewhere/")));

    assertThat(remembered()).hasSize(2);
  }

  @Test
  void looksAgainWhenWhatItRemembersIsDamaged() throws Exception {
    Facts facts = read(RealJars.dependency(JACKSON)).facts();
    Path remembered = remembered().get(0);
    byte[] whole = Files.readAllBytes(remembered);

    for (String damaged : List.of("", "false\n", new String(whole, 0, 60, UTF_8))) {
      Files.writeString(remembered, damaged);
      assertThat(read(RealJars.dependency(JACKSON)).facts()).isEqualTo(facts);
      assertThat(remembered).hasBinaryContent(whole);
    }
  }

  @Test
  void looksEachTimeWhereNothingCanBeRemembered() throws Exception {
    Path inTheWay = CacheDirectory.in(directory.resolve("repository")).file("jars", "");
    Files.createDirectories(inTheWay.getParent());
    Files.writeString(inTheWay, "no directory");

    Facts facts = read(RealJars.dependency(JACKSON)).facts();

    assertThat(facts.multiRelease()).isTrue();
    assertThat(read(RealJars.dependency(JACKSON)).facts()).isEqualTo(facts);
    assertThat(inTheWay).hasContent("no directory");
  }

  @Test
  void doesNotOpenAJarWhoseFileIsAsItWas() throws Exception {
    Dependency jar = RealJars.dependency(TCNATIVE);
    PartReader first = reader(jar.source().path());
    Part opened = read(first, jar);
    first.keep();
    remember(remembered("jar-files").get(0), "x86_64\t", "s390x\t");

    Part known = read(reader(jar.source().path()), jar);

    assertThat(known.facts().natives()).extracting(NativeFile::machine).containsExactly("s390x");
    assertThat(known.contents()).isEqualTo(opened.contents());
    assertThat(known.members()).isEqualTo(opened.members()).isNotEmpty();
  }

  @Test
  void opensAJarAgainThatMayBeAnother() throws Exception {
    Path jar = directory.resolve("a.jar");
    Files.copy(RealJars.dependency(TCNATIVE).source().path(), jar);
    PartReader first = reader(jar);
    first.library(new FunctionFile(jar, "/var/task/lib/a.jar", 0644));
    first.keep();
    // Too new to be believed in any case.
    Files.copy(
        RealJars.dependency(JACKSON).source().path(), jar, StandardCopyOption.REPLACE_EXISTING);

    Part other = reader(jar).library(new FunctionFile(jar, "/var/task/lib/a.jar", 0644));

    assertThat(other.facts().natives()).isEmpty();
    assertThat(other.facts().multiRelease()).isTrue();
  }

  @Test
  void tellsAJarFromOthersByItsTimesAndSize() throws Exception {
    long before = System.currentTimeMillis();
    Path jar = Files.writeString(directory.resolve("a.jar"), "1");
    FileStamp stamp = FileStamp.of(jar);

    assertThat(FileStamp.of(jar)).isEqualTo(stamp);
    assertThat(stamp.wasSettledAt(before)).isFalse();
    assertThat(stamp.wasSettledAt(System.currentTimeMillis() + 60_000)).isTrue();
    Files.writeString(jar, "22");
    assertThat(FileStamp.of(jar)).isNotEqualTo(stamp);
  }

  @Test
  void seesLandmarks() throws Exception {
    assertThat(read(RealJars.dependency("ch.qos.logback:logback-classic")).facts().landmarks())
        .containsExactly(Landmarks.SLF4J_2);
    assertThat(
            read(RealJars.dependency("com.amazonaws:aws-lambda-java-runtime-interface-client"))
                .facts()
                .landmarks())
        .containsExactly(Landmarks.RUNTIME_CLIENT);
  }

  @Test
  void saysWhichJarCannotBeRead() throws Exception {
    Path damaged = directory.resolve("damaged.jar");
    byte[] whole = Files.readAllBytes(RealJars.dependency(JACKSON).source().path());
    Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
    Dependency dependency =
        new Dependency("g", "damaged", "1", "", damaged, Dependency.Stability.RELEASE);

    assertThat(read(dependency).unreadable())
        .singleElement()
        .asString()
        .startsWith("The jar '%s' cannot be read: ".formatted(damaged))
        .endsWith(". Delete it, so that Maven fetches or builds it anew.");
    assertThat(read(damaged).unreadable())
        .singleElement()
        .asString()
        .endsWith(". Replace it, or leave it out of the image.");
    assertThat(read(damaged).members()).isEmpty();
    assertThat(read(RealJars.dependency(JACKSON)).unreadable()).isEmpty();
  }

  /** The table of contents is whole, what it leads to is not. */
  @Test
  void saysWhichJarIsDamagedWithin() throws Exception {
    Path damaged = directory.resolve("damaged.jar");
    byte[] bytes = Files.readAllBytes(RealJars.dependency(JACKSON).source().path());
    Arrays.fill(bytes, 100, bytes.length / 2, (byte) -1);
    Files.write(damaged, bytes);
    PartReader reader = reader(damaged);
    FunctionFile jar = new FunctionFile(damaged, "/var/task/lib/a.jar", 0644);

    assertThat(reader.library(jar).unreadable()).hasSize(1);
    reader.keep();
    assertThat(reader(damaged).library(jar).unreadable()).as("is not remembered").hasSize(1);
  }

  @Test
  void knowsWhatGitLeavesInThePlaceOfALargeFile() throws Exception {
    Path pointer =
        Files.writeString(
            directory.resolve("model.jar"),
            """
            version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 12345
            """);

    assertThat(read(pointer).unreadable())
        .containsExactly(
            "The jar '%s' cannot be read: it is what Git LFS puts in the place of a file. Fetch the file with 'git lfs pull', or leave it out of the image."
                .formatted(pointer));
  }

  private PartReader reader(Path... jars) {
    return new PartReader(CacheDirectory.in(directory.resolve("repository")), List.of(jars));
  }

  private Part read(Dependency dependency) throws LambdaImageException {
    return read(reader(), dependency);
  }

  private static Part read(PartReader reader, Dependency dependency) throws LambdaImageException {
    String target = "/var/task/lib/" + dependency.loadableName();
    return reader.library(new FunctionFile(dependency.source(), target, 0644, dependency));
  }

  private Part read(Path file) throws LambdaImageException {
    return reader().library(new FunctionFile(file, "/var/task/lib/a.jar", 0644));
  }

  /** Makes another fact of it, as if it had been found out. */
  private static void remember(Path file, String found, String instead) throws Exception {
    String text = Files.readString(file);
    int heading = text.indexOf('\n') + 1;
    String content = text.substring(0, text.length() - 64).replace(found, instead);
    assertThat(content).startsWith(text.substring(0, heading));
    Files.writeString(file, content + Digest.of(content.getBytes(UTF_8)).hex());
  }

  private List<Path> remembered() throws LambdaImageException {
    return remembered("jars");
  }

  private List<Path> remembered(String kind) throws LambdaImageException {
    Path folder = CacheDirectory.in(directory.resolve("repository")).file(kind, "");
    return List.copyOf(FileTree.list(folder).values());
  }

  /** A jar with the same files, made today by another program. */
  private Path repacked(String coordinates, UnaryOperator<String> name) throws Exception {
    Path copy = Files.createDirectories(directory.resolve("elsewhere")).resolve("other-name.jar");
    try (ZipFile jar = new ZipFile(RealJars.dependency(coordinates).source().path().toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(1);
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory()) {
          zip.putNextEntry(new ZipEntry(name.apply(entry.getName())));
          try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(zip);
          }
          zip.closeEntry();
        }
      }
    }
    return copy;
  }
}

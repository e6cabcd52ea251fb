package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Classes that the base's Java does not load, in jars that have others too. */
class NewerClassesInJarsTest {

  private static final String JAVA = "public.ecr.aws/lambda/java:";
  private static final String JLINE = "org.jline:jline";
  private static final String FFM = "org/jline/terminal/impl/ffm/FfmTerminalProvider";
  private static final String OBJECT = "java/lang/Object";
  private static final int PREVIEW_OF_21 = Opcodes.V21 | 0xFFFF0000;

  @TempDir Path directory;

  private final List<Dependency> libraries = new ArrayList<>();

  /** It looks for itself whether they can be loaded. */
  @Test
  void areANoteWhereNobodyAsksForThem() throws Exception {
    libraries.add(RealJars.dependency(JLINE));
    own("example/Hello", Opcodes.V11, OBJECT, "org/jline/terminal/TerminalBuilder");

    for (String java : new String[] {"17", "21"}) {
      assertThat(on(java).problems(Check.JAVA_VERSION)).isEmpty();
      assertThat(on(java).notes(Check.JAVA_VERSION))
          .singleElement()
          .asString()
          .matches(
              "'jline-3\\.30\\.6\\.jar' has 21 classes for Java 22, which the base's Java %s does not load: 'org\\.jline\\.terminal\\.impl\\.ffm\\.[\\w$]+' and others\\. Neither the project nor a service names one, so that the function may well work without\\."
                  .formatted(java));
    }
    assertThat(on("25").notes(Check.JAVA_VERSION)).isEmpty();
  }

  @Test
  void areAProblemWhereAClassOfTheProjectNamesOne() throws Exception {
    libraries.add(RealJars.dependency(JLINE));
    own("example/Hello", Opcodes.V11, OBJECT, FFM);

    for (int twice = 0; twice < 2; twice++) {
      assertThat(on("17").problems(Check.JAVA_VERSION))
          .containsExactly(
              "The class 'org.jline.terminal.impl.ffm.FfmTerminalProvider' in 'jline-3.30.6.jar' needs Java 22, and the base has Java 17: the function would fail with UnsupportedClassVersionError. Take a version of it that is made for Java 17, or name a base with Java 22 in <from>. It is needed: 'example.Hello' refers to it.");
    }
    assertThat(on("25").problems(Check.JAVA_VERSION)).isEmpty();
  }

  /** A shaded jar is all there is, the project's classes and JLine's alike. */
  @Test
  void areANoteInAShadedJarToo() throws Exception {
    unpack(RealJars.dependency(JLINE));
    own("example/Hello", Opcodes.V11, OBJECT, "org/jline/terminal/TerminalBuilder");
    Path shaded = Path.of("target/function.jar");

    CheckedImage image = on("17").packed(shaded);
    assertThat(image.problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(image.notes(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .startsWith(
            "<content> 'target/function.jar' has 21 classes for Java 22, which the base's Java 17 does not load: ");
    // What the project compiles is loaded, as far as anybody knows.
    assertThat(on("17").problems(Check.JAVA_VERSION)).hasSize(1);

    own("example/Hello", Opcodes.V11, OBJECT, FFM);
    assertThat(on("17").packed(shaded).problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .endsWith("It is needed: 'example.Hello' refers to it.");
    own("example/Hello", Opcodes.V21, OBJECT, OBJECT);
    assertThat(on("17").packed(shaded).problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .endsWith("It is needed: the handler 'example.Hello' needs it.");
  }

  @Test
  void areAProblemWhereAServiceNamesOne() throws Exception {
    libraries.add(RealJars.dependency(JLINE));
    own("example/Hello", Opcodes.V11, OBJECT, OBJECT);
    Path services = Files.createDirectories(directory.resolve("classes/META-INF/services"));
    Files.writeString(
        services.resolve("org.jline.terminal.spi.TerminalProvider"),
        "# the quick one\n " + FFM.replace('/', '.') + " # of Java 22\n");

    assertThat(on("17").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .endsWith("It is needed: the project names it in META-INF/services.");
  }

  @Test
  void areAProblemWhereAServiceOfAnotherJarNamesOne() throws Exception {
    own("example/Hello", Opcodes.V11, OBJECT, OBJECT);
    jar(
        "some",
        Map.of(
            "lib/Old",
            type(Opcodes.V11, "lib/Old", OBJECT, null),
            "lib/New",
            type(Opcodes.V21, "lib/New", OBJECT, null)));
    assertThat(on("17").problems(Check.JAVA_VERSION)).isEmpty();

    jar("other", Map.of("META-INF/services/lib.Service", "lib.New".getBytes(UTF_8)));
    assertThat(on("17").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .endsWith("It is needed: 'other-1.jar' names it in META-INF/services.");
  }

  /** A class that can be loaded cannot without its superclass. */
  @Test
  void areAProblemWhereTheHandlerExtendsOneAtLast() throws Exception {
    jar(
        "some",
        Map.of(
            "lib/Old",
            type(Opcodes.V11, "lib/Old", "lib/New", null),
            "lib/New",
            type(Opcodes.V21, "lib/New", OBJECT, null)));
    own("example/Hello", Opcodes.V11, "lib/Old", OBJECT);

    assertThat(on("17").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .startsWith("The class 'lib.New' in 'some-1.jar' needs Java 21")
        .endsWith("It is needed: the handler 'example.Hello' needs it.");
  }

  @Test
  void areAProblemWhereAllOfAJarAreSuch() throws Exception {
    own("example/Hello", Opcodes.V11, OBJECT, OBJECT);
    jar("some", Map.of("lib/New", type(Opcodes.V21, "lib/New", OBJECT, null)));

    assertThat(on("17").problems(Check.JAVA_VERSION))
        .containsExactly(
            "The class 'lib.New' in 'some-1.jar' needs Java 21, and the base has Java 17: the function would fail with UnsupportedClassVersionError. Take a version of it that is made for Java 17, or name a base with Java 21 in <from>.");
  }

  /** As those of jline were before Java 22. */
  @Test
  void areANoteWithPreviewFeaturesToo() throws Exception {
    jar(
        "some",
        Map.of(
            "lib/Old",
            type(Opcodes.V11, "lib/Old", OBJECT, null),
            "lib/Ffm",
            type(PREVIEW_OF_21, "lib/Ffm", OBJECT, null)));
    own("example/Hello", Opcodes.V11, OBJECT, OBJECT);
    for (String java : new String[] {"21", "25"}) {
      assertThat(on(java).problems(Check.JAVA_VERSION)).isEmpty();
      assertThat(on(java).notes(Check.JAVA_VERSION))
          .containsExactly(
              "'some-1.jar' has a class for Java 21 with preview features, which the base's Java %s does not load: 'lib.Ffm'. Neither the project nor a service names one, so that the function may well work without."
                  .formatted(java));
    }
    assertThat(
            on("21").environment("JAVA_TOOL_OPTIONS", "--enable-preview").notes(Check.JAVA_VERSION))
        .isEmpty();

    own("example/Hello", Opcodes.V11, OBJECT, "lib/Ffm");
    assertThat(on("21").problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .startsWith("The class 'lib.Ffm' in 'some-1.jar' uses preview features of Java 21")
        .endsWith("It is needed: 'example.Hello' refers to it.");
  }

  /** Java loads what needs its preview features of its own release alone, and if it is told to. */
  @Test
  void areToldByTheirPreviewFeaturesInAShadedJarToo() throws Exception {
    Path shaded = Path.of("target/function.jar");
    own("lib/Old", Opcodes.V11, OBJECT, OBJECT);
    own("lib/New", Opcodes.V25, OBJECT, OBJECT);
    own("example/Hello", PREVIEW_OF_21, OBJECT, OBJECT);

    assertThat(on("21").packed(shaded).problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .startsWith("The class 'example.Hello' uses preview features of Java 21, which are not")
        .endsWith("It is needed: the handler 'example.Hello' needs it.");
    assertThat(on("25").packed(shaded).problems(Check.JAVA_VERSION))
        .singleElement()
        .asString()
        .startsWith("The class 'example.Hello' uses preview features of Java 21, which no other");
    CheckedImage told =
        on("21").packed(shaded).environment("JAVA_TOOL_OPTIONS", "--enable-preview");
    assertThat(told.problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(told.notes(Check.JAVA_VERSION)).singleElement().asString().contains("'lib.New'");

    // A class of the same release that is loaded is none of them, and what they name counts.
    own("example/Hello", Opcodes.V21, OBJECT, OBJECT);
    own("lib/Preview", PREVIEW_OF_21, OBJECT, "lib/New");
    assertThat(on("21").packed(shaded).problems(Check.JAVA_VERSION)).isEmpty();
    own("lib/Preview", Opcodes.V11, OBJECT, "lib/New");
    assertThat(on("21").packed(shaded).problems(Check.JAVA_VERSION)).hasSize(1);
  }

  @Test
  void areFoundByWhateverTheClassFileNamesThem() {
    ClassWriter type = new ClassWriter(0);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "A", null, "B", new String[] {"C"});
    type.newClass("[[LD;");
    type.newField("E", "field", "LF;");
    type.newConst(7L);
    type.newMethodType("(LG;)[LH;");
    type.visitMethod(Opcodes.ACC_NATIVE, "m", "(LI;J)V", null, new String[] {"J"}).visitEnd();

    assertThat(ReferredClasses.in(type.toByteArray()))
        .containsExactlyInAnyOrder("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
  }

  private CheckedImage on(String java) throws Exception {
    Compiled function = new Compiled(directory);
    libraries.forEach(function::library);
    return new CheckedImage(directory, function.layers())
        .handler("example.Hello::handle")
        .base(JAVA + java, CheckedImage.AWS);
  }

  private void unpack(Dependency library) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(library.source().path()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          Path file = directory.resolve("classes").resolve(entry.getName());
          Files.createDirectories(file.resolveSibling("."));
          Files.copy(in, file);
        }
      }
    }
  }

  private void own(String name, int version, String superclass, String named) throws IOException {
    Path file = directory.resolve("classes").resolve(name + ".class");
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, type(version, name, superclass, named));
  }

  private static byte[] type(int version, String name, String superclass, @Nullable String named) {
    ClassWriter type = new ClassWriter(0);
    type.visit(version, Opcodes.ACC_PUBLIC, name, null, superclass, null);
    if (named != null) {
      type.newClass(named);
    }
    return type.toByteArray();
  }

  private void jar(String name, Map<String, byte[]> files) throws IOException {
    Path path = directory.resolve(name + ".jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String entry = file.getKey();
        out.putNextEntry(new ZipEntry(entry.contains("META-INF") ? entry : entry + ".class"));
        out.write(file.getValue());
      }
    }
    libraries.add(new Dependency("g", name, "1", "", path, Dependency.Stability.RELEASE));
  }
}

package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.check.ClassFile.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaClassesTest {

  private static final int HERE = Runtime.version().feature();
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  @TempDir Path directory;

  @Test
  void ofAnOlderReleaseAreWithoutWhatCameLater() throws Exception {
    try (JavaClasses java = JavaClasses.of(11, HOME)) {
      assertThat(java.mayHave("java/util/List")).isTrue();
      assertThat(java.mayHave("java/util/HexFormat")).as("of Java 17").isFalse();
      assertThat(java.find("java/util/HexFormat")).isEmpty();
      assertThat(methods(java, "java/lang/String")).contains("isBlank").doesNotContain("formatted");
    }
  }

  @Test
  void ofAnOlderReleaseAreWithWhatWasTakenAwayLater() {
    try (JavaClasses java = JavaClasses.of(8, HOME)) {
      assertThat(java.mayHave("javax/xml/bind/JAXB")).isTrue();
      assertThat(java.mayHave("java/lang/Module")).isFalse();
    }
    try (JavaClasses java = JavaClasses.of(11, HOME)) {
      assertThat(java.mayHave("javax/xml/bind/JAXB")).isFalse();
    }
  }

  /** A JDK knows only those classes of older ones that are meant for others. */
  @Test
  void ofAnOlderReleaseMayBeInternalOnes() {
    try (JavaClasses java = JavaClasses.of(11, HOME)) {
      assertThat(java.mayHave("sun/security/x509/X500Name")).isTrue();
      assertThat(java.mayHave("com/sun/mail/smtp/SMTPTransport")).isFalse();
    }
  }

  @Test
  void ofTheReleaseThatRunsMavenAreAllKnown() throws Exception {
    try (JavaClasses java = JavaClasses.of(HERE, HOME)) {
      assertThat(methods(java, "java/util/Map")).contains("getOrDefault");
      assertThat(java.mayHave("java/util/Nothing")).isFalse();
      assertThat(java.mayHave("javax/servlet/Servlet")).isFalse();
    }
  }

  @Test
  void ofANewerReleaseMayBeAnythingInJavasPackages() throws Exception {
    try (JavaClasses java = JavaClasses.of(HERE + 4, HOME)) {
      assertThat(methods(java, "java/util/Map")).contains("getOrDefault");
      assertThat(java.mayHave("java/later/Later")).isTrue();
      assertThat(java.mayHave("javax/crypto/Later")).isTrue();
      assertThat(java.find("javax/crypto/Later")).isEmpty();
      assertThat(java.mayHave("javax/servlet/Servlet")).isFalse();
      assertThat(java.mayHave("com/example/Hello")).isFalse();
      assertThat(java.mayHave("Hello")).isFalse();
    }
  }

  /** As jlink makes one for Maven alone: what is not in it, the base may have. */
  @Test
  void ofTheReleaseThatRunsMavenMayBeInModulesThatItWasMadeWithout() throws Exception {
    try (JavaClasses java = JavaClasses.of(HERE, HOME, false)) {
      assertThat(methods(java, "java/util/Map")).contains("getOrDefault");
      assertThat(java.mayHave("java/sql/NotHere")).isTrue();
      assertThat(java.mayHave("javax/naming/NotHere")).isTrue();
      assertThat(java.mayHave("org/w3c/dom/NotHere")).isTrue();
      assertThat(java.mayHave("com/sun/net/httpserver/NotHere")).isTrue();
      assertThat(java.mayHave("com/example/Hello")).isFalse();
    }
  }

  /** A JRE has no data of older releases. */
  @Test
  void ofAnOlderReleaseAreHardlyKnownWithoutAJdk() throws Exception {
    try (JavaClasses java = JavaClasses.of(11, directory)) {
      assertThat(methods(java, "java/util/Map")).contains("getOrDefault");
      assertThat(java.mayHave("java/util/TakenAway")).isTrue();
      assertThat(java.mayHave("com/example/Hello")).isFalse();
    }
    assertThat(ReleaseSymbols.of(7, HOME).isPresent() && HERE >= 20).isFalse();
    assertThat(ReleaseSymbols.of(99, HOME)).isEmpty();
  }

  /** What cannot be read of a JDK is nothing that a function has done. */
  @Test
  void thatCannotBeReadAreNotMissing() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello { public String handle(String it) { return it; } }");
    writeSymbols("B/java.base/java/lang/Object.sig", "B/java.base/java/lang/String.sig");
    CheckedImage image =
        new CheckedImage(directory, function.layers())
            .base("public.ecr.aws/lambda/java:11", CheckedImage.AWS)
            .javaHome(directory);

    assertThat(image.handler("example.Hello::handle").problems(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Hello::other").problems(Check.HANDLER))
        .as("it may be Object's, of which nothing is known")
        .isEmpty();
    assertThat(image.handler("example.Hello").problems(Check.HANDLER)).hasSize(1);
  }

  private void writeSymbols(String... entries) throws IOException {
    Path file = Files.createDirectories(directory.resolve("lib")).resolve("ct.sym");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(new byte[] {1, 2, 3});
      }
    }
  }

  private static List<String> methods(JavaClasses java, String name) throws IOException {
    return ClassFile.read(java.find(name).orElseThrow()).methods().stream()
        .map(Method::name)
        .toList();
  }
}

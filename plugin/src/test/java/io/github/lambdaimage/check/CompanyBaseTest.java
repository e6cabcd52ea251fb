package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A base that a company has made of one of AWS's. */
class CompanyBaseTest {

  private static final String NAME = "registry.example/platform/lambda-base:7";
  private static final String PLATFORM = "/opt/java/lib/platform.jar";
  private static final String HANDLER =
      "public class Base implements RequestHandler<String, String> { public String handleRequest(String event, Context context) { return event; } }";

  @TempDir Path directory;

  @Test
  void isRefusedWhereItHasNoJava() throws Exception {
    assertThat(
            on("/var/runtime/bootstrap", "/var/lang/bin/python3.13", "/var/runtime/bootstrap.py"))
        .containsExactly(
            "The base 'registry.example/platform/lambda-base:7' is made of one of AWS's with the runtime of another language: there is no Java in it. Make it of one for Java, such as 'public.ecr.aws/lambda/java:21', or name such a one in <from>.");
    // A Java that nothing starts is none.
    assertThat(on("/usr/local/bin/java", "/usr/local/release"))
        .containsExactly(
            "The base 'registry.example/platform/lambda-base:7' is made of AWS's 'lambda/provided', which has no runtime, and the function brings none: its entrypoint starts '/var/runtime/bootstrap'. Add your program by that name with <extraFiles> (<into>/var/runtime</into>, <mode>755</mode>), or name a base with a Java in <from>.");
  }

  @Test
  void passesWhereItHasOne() throws Exception {
    assertThat(
            on(
                "/var/runtime/bootstrap",
                "/var/lang/bin/java",
                "/var/runtime/lib/aws-lambda-java-runtime-interface-client-2.9.0.jar"))
        .isEmpty();
    // An older one of AWS's, with another client.
    assertThat(on("/var/runtime/bootstrap", "/var/lang/bin/java", "/var/lang/release")).isEmpty();
    // A runtime of the company's own.
    assertThat(on("/var/runtime/bootstrap")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt/java/lib/platform.jar", "/var/task/lib/platform.jar"})
  void bringsClassesThatTheHandlerIsFoundIn(String place) throws Exception {
    Path jar = platform();
    Compiled function =
        new Compiled(directory).classes(HANDLER, "public class Own extends Base {}");
    function.without("Base");

    CheckedImage image =
        new CheckedImage(directory, function.layers()).base(NAME, CheckedImage.AWS);
    image.baseFiles(files());
    assertThat(image.handler("example.Own").problems(Check.HANDLER)).hasSize(1);
    image.baseFile(place, jar);
    assertThat(image.handler("example.Own").problems(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Base").problems(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Base::handleRequest").problems(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Absent").problems(Check.HANDLER))
        .singleElement()
        .asString()
        .contains("there is no class 'example.Absent'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/opt/java/lib/sub/platform.jar",
        "/opt/platform.jar",
        "/opt/java/lib/platform.zip"
      })
  void doesNotBringWhatTheRuntimeDoesNotLoad(String place) throws Exception {
    CheckedImage image =
        new CheckedImage(directory, new Compiled(directory).classes("public class Own {}").layers())
            .base(NAME, CheckedImage.AWS)
            .baseFile(place, platform());

    assertThat(image.handler("example.Base").problems(Check.HANDLER)).hasSize(1);
  }

  /** They have no such jars, and are not fetched for every handler. */
  @Test
  void isNoneOfAwsWhichAreNotLookedInto() throws Exception {
    CheckedImage image =
        new CheckedImage(directory, new Compiled(directory).classes("public class Own {}").layers())
            .handler("example.Base")
            .baseFile("/opt/java/lib/platform.jar", platform());

    assertThat(image.problems(Check.HANDLER)).hasSize(1);
    assertThat(image.base(NAME, CheckedImage.AWS).problems(Check.HANDLER)).isEmpty();
  }

  /** What it has for classes is not known then, and no mistake is one for sure. */
  @ParameterizedTest
  @ValueSource(
      strings = {"example.Base", "example.Own", "example.Own::handleRequest", "example.Caller"})
  void isNotTakenForEmptyWhereItsFilesAreNotToBeHad(String handler) throws Exception {
    CheckedImage image = own().handler(handler);

    assertThat(image.problems(Check.HANDLER)).isEmpty();
    assertThat(image.notes(Check.HANDLER))
        .containsExactly("The files of the base were not looked at: Maven is offline.");

    image.baseFiles(files(new Entry(Kind.FILE, PLATFORM, ""))).withoutCopies();
    assertThat(image.problems(Check.HANDLER)).isEmpty();
    assertThat(image.notes(Check.HANDLER))
        .containsExactly("The files of the base were not looked at: The registry answers 429.");
  }

  @Test
  void isAskedForNothingThatTheFunctionHasItself() throws Exception {
    CheckedImage image = own();

    assertThat(image.handler("example.Whole").problems(Check.HANDLER)).isEmpty();
    assertThat(image.notes(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Whole::none").problems(Check.HANDLER)).hasSize(1);
    assertThat(image.handler("example.Later").problems(Check.HANDLER))
        .as("no jar has classes of Java's")
        .hasSize(1);
  }

  /** A jar may be there by other names, and its folder too. */
  @Test
  void bringsJarsByWhateverNames() throws Exception {
    Path jar = platform();
    String real = "/opt/corp/lib/platform-1.4.jar";
    List<List<Entry>> ways =
        List.of(
            List.of(
                new Entry(Kind.FILE, real, ""),
                new Entry(Kind.LINK, PLATFORM, "../../corp/lib/platform-1.4.jar")),
            List.of(
                new Entry(Kind.FILE, real, ""),
                new Entry(Kind.LINK, "/opt/java/lib", "/opt/corp/lib")),
            List.of(new Entry(Kind.FILE, real, ""), new Entry(Kind.HARD_LINK, PLATFORM, real)));
    for (List<Entry> way : ways) {
      CheckedImage image = own().baseFiles(files(way.toArray(Entry[]::new))).copy(real, jar);

      assertThat(image.handler("example.Own").problems(Check.HANDLER)).as("%s", way).isEmpty();
      assertThat(image.handler("example.Absent").problems(Check.HANDLER)).as("%s", way).hasSize(1);
      assertThat(image.notes(Check.HANDLER)).isEmpty();
    }
  }

  @Test
  void mayHaveAJarThatCannotBeTakenOut() throws Exception {
    CheckedImage image = own().baseFiles(files(new Entry(Kind.HARD_LINK, PLATFORM, "/opt/gone")));

    assertThat(image.handler("example.Own").problems(Check.HANDLER)).isEmpty();
    assertThat(image.notes(Check.HANDLER))
        .containsExactly(
            "The base's '/opt/java/lib/platform.jar' cannot be taken out of it, so that its classes are not known.");
  }

  /** As AWS's own guide makes an image: with a copy of the classes in the task root. */
  @Test
  void bringsClassesOutsideOfJars() throws Exception {
    CheckedImage image =
        own().baseFiles(files(new Entry(Kind.FILE, "/var/task/example/Base.class", "")));

    for (String handler :
        List.of("example.Base", "example.Own", "example.Own::handleRequest", "example.Caller")) {
      assertThat(image.handler(handler).problems(Check.HANDLER)).as(handler).isEmpty();
    }
    assertThat(image.notes(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Absent").problems(Check.HANDLER)).hasSize(1);
  }

  /** The runtime passes over it, and nobody can replace it. */
  @Test
  void mayHaveAJarThatIsNone() throws Exception {
    CheckedImage image =
        own().baseFile(PLATFORM, Files.writeString(directory.resolve("none.jar"), "none"));

    assertThat(image.handler("example.Whole").problems(Check.HANDLER)).isEmpty();
    assertThat(image.handler("example.Own").problems(Check.HANDLER))
        .singleElement()
        .asString()
        .contains("'example.Own' cannot be loaded without 'example.Base'");
  }

  /** A function with a class of its own, and others that want one of the base's. */
  private CheckedImage own() throws Exception {
    Compiled function =
        new Compiled(directory.resolve("own"))
            .classes(
                HANDLER,
                "public class Own extends Base {}",
                "public class Caller implements RequestHandler<Base, String> { public String handleRequest(Base event, Context context) { return null; } }",
                "public class Whole implements RequestHandler<String, String> { public String handleRequest(String event, Context context) { return event; } }",
                "public class Later { public void later(java.util.zip.ZipFile event) {} }");
    function.without("Base");
    return new CheckedImage(directory, function.layers()).base(NAME, CheckedImage.AWS);
  }

  private static BaseFiles files(Entry... entries) {
    return BaseFiles.of(List.of(new LayerListing(List.of(entries))));
  }

  private Path platform() throws Exception {
    Path classes = directory.resolve("platform");
    var unused = new Compiled(classes).classes(HANDLER);
    Path jar = directory.resolve("platform.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("example/Base.class"));
      Files.copy(classes.resolve("classes/example/Base.class"), zip);
    }
    return jar;
  }

  private List<String> on(String... files) throws Exception {
    List<Entry> entries =
        new ArrayList<>(
            Stream.of(files)
                .map(
                    it ->
                        it.endsWith("/release")
                            ? new Entry(Kind.JAVA_RELEASE, it, "21.0.9")
                            : new Entry(Kind.FILE, it, ""))
                .toList());
    return new CheckedImage(
            directory, new Compiled(directory).classes("public class Hello {}").layers())
        .base(NAME, CheckedImage.AWS)
        .baseFiles(BaseFiles.of(List.of(new LayerListing(entries))))
        .problems(Check.BASE);
  }
}

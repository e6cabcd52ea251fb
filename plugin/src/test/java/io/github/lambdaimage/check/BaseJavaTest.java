package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the base's Java is shows in the message about a class that is too new for it. */
class BaseJavaTest {

  private static final String UNKNOWN = "cannot be told";

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void compile() throws Exception {
    // For the Java that runs the test.
    function = new Compiled(directory).classes("public class Hello {}");
  }

  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/lambda/java:8.al2, 8",
    "public.ecr.aws/lambda/java:11, 11",
    "public.ecr.aws/lambda/java:11.2026.10.01.12-arm64, 11",
    "123456789012.dkr.ecr.eu-central-1.amazonaws.com/ecr-public/lambda/java:11-x86_64, 11"
  })
  void isTheTagsOnABaseOfAws(String from, int java) throws Exception {
    assertThat(found(image().base(from, CheckedImage.AWS))).isEqualTo(java);
  }

  @Test
  void isNotTheTagsWhereThatIsTheVersionOfSomebodysBase() throws Exception {
    CheckedImage image = image().base("example.com/lambda/java:2.1", CheckedImage.AWS);

    assertThat(image.problems(Check.JAVA_VERSION)).isEmpty();
    assertThat(image.notes(Check.JAVA_VERSION)).singleElement().asString().contains(UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "11.0.25, 11",
    "jdk-11.0.25+9, 11",
    "1.8.0_432, 8",
    "8u432, 8",
    "jdk8u432-b06, 8",
    "jdk-11.0.12+7_openj9-0.46.0, 11"
  })
  void isTheConfigsElsewhere(String version, int java) throws Exception {
    assertThat(found(image().base("example.com/jre:5", withVersion(version)))).isEqualTo(java);
  }

  @Test
  void isTheInstallationsWhereTheConfigDoesNotSay() throws Exception {
    CheckedImage image =
        image()
            .base("example.com/jre:5", withVersion("20261001120000"))
            .baseFiles(
                files(
                    new Entry(Kind.LINK, "/usr/bin/java", "/opt/jre/bin/java"),
                    new Entry(Kind.FILE, "/opt/jre/bin/java", ""),
                    new Entry(Kind.JAVA_RELEASE, "/opt/jre/release", "11.0.25")));

    assertThat(found(image)).isEqualTo(11);
  }

  @Test
  void isThatOfTheJavaThatStartsTheRuntimeClient() throws Exception {
    CheckedImage image =
        image()
            .base(
                "public.ecr.aws/lambda/provided:al2023",
                CheckedImage.AWS.replace("PATH=", "PATH=/opt/jre/bin:"))
            .baseFiles(
                files(
                    new Entry(Kind.FILE, "/opt/jre/bin/java", ""),
                    new Entry(Kind.JAVA_RELEASE, "/opt/jre/release", "11.0.25")))
            .startingRuntimeClient();

    assertThat(found(image)).isEqualTo(11);
  }

  /** A company's, or AWS's own by digest alone: what is in it says what it is. */
  @ParameterizedTest
  @CsvSource({
    "registry.example/platform/java-base:7",
    "registry.example/platform@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "public.ecr.aws/lambda/java@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  })
  void isThatOfTheRuntimeInABaseThatIsMadeOfOneOfAws(String from) throws Exception {
    BaseFiles files =
        files(
            new Entry(Kind.FILE, "/var/lang/bin/java", ""),
            new Entry(Kind.JAVA_RELEASE, "/var/lang/release", "11.0.25"),
            new Entry(Kind.FILE, "/opt/jdk/bin/java", ""),
            new Entry(Kind.JAVA_RELEASE, "/opt/jdk/release", "8"));
    // The runtime starts its own Java, whatever else the company has put there.
    for (String variables :
        List.of(
            "\"PATH=/var/lang/bin:/usr/local/bin\"",
            "\"PATH=/opt/jdk/bin\",\"JAVA_HOME=/opt/jdk\"",
            "\"PATH=/bin\",\"JAVA_VERSION=8\"")) {
      String config = CheckedImage.AWS.replace("\"PATH=/var/lang/bin:/usr/local/bin\"", variables);
      assertThat(found(image().base(from, config).baseFiles(files))).isEqualTo(11);
    }
  }

  @Test
  void isTheConfigsWhereTheFilesOfSuchABaseAreNotToBeHad() throws Exception {
    String config = CheckedImage.AWS.replace("\"PATH=", "\"JAVA_VERSION=11\",\"PATH=");

    assertThat(found(image().base("registry.example/platform/java-base:7", config))).isEqualTo(11);
  }

  private static int found(CheckedImage image) throws Exception {
    List<String> problems = image.problems(Check.JAVA_VERSION);
    assertThat(problems).hasSize(1);
    return Integer.parseInt(problems.get(0).replaceAll("(?s).*the base has Java (\\d+):.*", "$1"));
  }

  private CheckedImage image() throws Exception {
    return new CheckedImage(directory, function.layers());
  }

  private static BaseFiles files(Entry... entries) {
    return BaseFiles.of(List.of(new LayerListing(List.of(entries))));
  }

  private static String withVersion(String version) {
    return """
        {"config":{"Env":["JAVA_VERSION=%s"]}}"""
        .formatted(version);
  }
}

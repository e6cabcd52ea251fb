package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.image.CheckResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files of a function are, and where they are in the image. */
class CheckedFunctionTest {

  private static final String FOREIGN = "{\"config\":{\"WorkingDir\":\"/app\"}}";

  @TempDir Path directory;
  private final List<FunctionFile> files = new ArrayList<>();

  @Test
  void hasLooseFilesAndDependencies() throws Exception {
    file("/var/task/a.txt", 0644);
    Path jar = Path.of("a.jar");
    files.add(
        new FunctionFile(
            new Source.PlainFile(jar),
            "/var/task/lib/a.jar",
            0644,
            new Dependency("g", "a", "1", "", jar, Dependency.Stability.RELEASE)));

    assertThat(subject().files()).hasSize(2);
    assertThat(subject().looseFiles().map(FunctionFile::target)).containsExactly("/var/task/a.txt");
  }

  @ParameterizedTest
  @CsvSource({"0100, true", "0010, true", "0001, true", "0755, true", "0644, false", "0666, false"})
  void hasProgramsThatSomebodyMayStart(String mode, boolean isProgram) {
    FunctionFile file = new FunctionFile(Path.of("x"), "/x", Integer.parseInt(mode, 8));

    assertThat(CheckedFunction.isExecutable(file)).isEqualTo(isProgram);
  }

  @ParameterizedTest
  @CsvSource({
    "/var/runtime/bootstrap, 0755, true",
    "/var/runtime/bootstrap, 0644, true",
    "/opt/bootstrap,         0755, true",
    "/opt/bootstrap,         0644, false",
    "/var/task/bootstrap,    0755, true",
    "/opt/bin/bootstrap,     0755, false",
    "/opt/program,           0755, false"
  })
  void hasABootstrap(String target, String mode, boolean isOne) throws Exception {
    file(target, Integer.parseInt(mode, 8));

    assertThat(subject().bootstrap().isPresent()).isEqualTo(isOne);
    assertThat(subject().hasRuntime()).isEqualTo(isOne);
  }

  @Test
  void hasARuntimeIfTheBaseStartsOneOfItsPrograms() throws Exception {
    file("/opt/server", 0755);
    CheckedImage image = image().base("r.test/base:1", entrypoint("/opt/server"));

    assertThat(image.baseFiles(BaseFiles.of(List.of())).subject(List.of()).hasRuntime()).isTrue();
    assertThat(
            image.base("r.test/base:1", entrypoint("/opt/other")).subject(List.of()).hasRuntime())
        .isFalse();
  }

  @Test
  void hasNoRuntimeOfItsOwnIfJavaIsToStartTheClient() throws Exception {
    file("/var/runtime/bootstrap", 0755);

    assertThat(image().startingRuntimeClient().subject(List.of()).hasRuntime()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/opt/a,     /opt/a", "./a,        /app/a", "/opt//./a,  /opt/a"})
  void startsInTheDirectoryOfTheBase(String path, String absolute) throws Exception {
    CheckedFunction subject = image().base("r.test/base:1", FOREIGN).subject(List.of());

    assertThat(subject.absolute(path)).isEqualTo(absolute);
  }

  @Test
  void findsItsFilesBehindItsOwnLinks() throws Exception {
    file("/opt/tools/agent", 0755);
    files.add(FunctionFile.link(new Source.Link(directory, "tools", true), "/opt/link"));

    assertThat(subject().place("/opt/link/agent")).isEqualTo("/opt/tools/agent");
    assertThat(subject().fileAt("/opt/link/agent")).isPresent();
    assertThat(subject().fileAt("/opt/link/other")).isEmpty();
    assertThat(subject().place("agent")).as("a bare name is nowhere yet").isEqualTo("agent");
  }

  @Test
  void hasExtensionsWhereLambdaLooksForThem() throws Exception {
    file("/opt/x/agent", 0755);
    assertThat(subject().extensions()).isEqualTo("/opt/extensions/");

    files.add(FunctionFile.link(new Source.Link(directory, "x", true), "/opt/extensions"));
    assertThat(subject().extensions()).isEqualTo("/opt/x/");
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/aws-lambda-java-runtime-interface-client-2.9.0.jar,      true",
    "/opt/aws-lambda-java-runtime-interface-client.jar,            true",
    "/opt/aws-lambda-java-runtime-interface-client-2.9.0.jar.asc,  false",
    "/opt/aws-lambda-java-runtime-interface-client/a.jar,          false",
    "/opt/aws-lambda-java-core-1.4.0.jar,                          false"
  })
  void knowsTheRuntimeClientByItsName(String path, boolean isClient) {
    assertThat(CheckedFunction.isRuntimeClient(path)).isEqualTo(isClient);
  }

  @Test
  void notesThatTheFilesOfTheBaseAreNotToBeHad() throws Exception {
    Findings findings = new Findings(Level.FAIL, new HashMap<>());

    assertThat(subject().baseFiles(findings)).isEmpty();
    assertThat(findings.result(Check.BASE).notes())
        .containsExactly("The files of the base were not looked at: Maven is offline.");
  }

  @Test
  void needsTheBaseForAnEntrypointOfTheBases() throws Exception {
    CheckResult result =
        entrypointOf(image().base("r.test/base:1", FOREIGN).entrypoint("/opt/server"));

    assertThat(result.problems()).isEmpty();
    assertThat(result.notes())
        .containsExactly("The files of the base were not looked at: Maven is offline.");
  }

  @Test
  void needsNoBaseForAProgramAndAnExtensionOfItsOwn() throws Exception {
    file("/opt/server", 0755);
    file("/opt/extensions/adapter", 0755);

    assertThat(entrypointOf(image().entrypoint("/opt/server")).notes()).isEmpty();
  }

  @Test
  void mayStartItsEntrypoint() throws Exception {
    file("/opt/server", 0744);
    file("/opt/extensions/adapter", 0755);

    assertThat(entrypointOf(image().entrypoint("/opt/server")).problems())
        .containsExactly(
            "'/opt/server' has the mode 744, with which Lambda's user cannot start it. Set <mode>755</mode> in <extraFiles>.");
  }

  private static CheckResult entrypointOf(CheckedImage image) throws Exception {
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    OwnEntrypoint.inspect(image.subject(List.of()), findings);
    return findings.result(Check.BASE);
  }

  private void file(String target, int mode) {
    files.add(new FunctionFile(directory.resolve("file"), target, mode));
  }

  private CheckedImage image() {
    return new CheckedImage(directory, List.of(FunctionLayer.of("extra files", files)));
  }

  private CheckedFunction subject() throws Exception {
    return image().subject(List.of());
  }

  private static String entrypoint(String program) {
    return "{\"config\":{\"Entrypoint\":[\"" + program + "\"]}}";
  }
}

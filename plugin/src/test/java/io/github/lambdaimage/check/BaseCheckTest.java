package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseCheckTest {

  private static final String PROVIDED = "public.ecr.aws/lambda/provided:al2023";
  private static final String JRE = "example.com/jre:21";
  private static final String CURE =
      " <runtimeInterfaceClient>true</runtimeInterfaceClient> adds AWS's client and an entrypoint that starts it.";

  private static final String NO_CLIENT =
      "Neither the base '"
          + JRE
          + "' nor the function has AWS's runtime interface client, without which nothing fetches events."
          + CURE;

  private static final String LIFETIME =
      "The base is of Amazon Linux 2023, and AWS looks after it until 2029-06-30.";

  private static final Entry JAVA = new Entry(Kind.FILE, "/opt/jre/bin/java", "");
  private static final Entry JAVA_LINK = new Entry(Kind.LINK, "/usr/bin/java", "/opt/jre/bin/java");
  private static final Entry CLIENT =
      new Entry(Kind.FILE, "/opt/aws-lambda-java-runtime-interface-client-2.9.0.jar", "");

  @TempDir Path directory;
  private final List<ExtraFiles> extraFiles = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();

  @BeforeEach
  void writeClass() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes/example"));
    Files.writeString(classes.resolve("Hello.class"), "class");
  }

  @Test
  void findsNothingWrongWithTheJavaBaseOfAws() throws Exception {
    assertThat(image().problems(Check.BASE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.oci.image.layer.v1.tar+gzip"
      })
  void takesLayersInGzip(String mediaType) throws Exception {
    assertThat(image().topLayer(mediaType).problems(Check.BASE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.layer.v1.tar+zstd, is compressed with zstd",
    "application/vnd.docker.image.rootfs.diff.tar.zstd, is compressed with zstd",
    "application/vnd.oci.image.layer.v1.tar, is not compressed",
    "application/vnd.docker.image.rootfs.diff.tar, is not compressed",
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, is one that registries do not have",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, is one that registries do not have",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd, is one that registries do not have",
    "application/vnd.oci.image.layer.v1.tar+gzip+encrypted, is encrypted",
    "application/vnd.in-toto+json, is of another kind",
    "APPLICATION/VND.OCI.IMAGE.LAYER.V1.TAR+GZIP, is of another kind"
  })
  void refusesLayersOfAnotherForm(String mediaType, String fault) throws Exception {
    assertThat(image().topLayer(mediaType).problems(Check.BASE))
        .containsExactly(
            "Layer 6 ('%s') of the base 'public.ecr.aws/lambda/java:21' %s ('%s'), and Lambda takes layers in gzip only. Name another base in <from>, or have this one converted."
                .formatted(Digest.of("base".getBytes(UTF_8)), fault, mediaType));
  }

  @Test
  void refusesLayersOfAFormThatNobodyNames() throws Exception {
    assertThat(image().topLayer("").problems(Check.BASE))
        .singleElement()
        .asString()
        .contains("' has no media type, and Lambda takes layers in gzip only.");
  }

  @Test
  void tellsTheDigestOfATagThatMoves() throws Exception {
    assertThat(image().notes(Check.BASE))
        .last()
        .asString()
        .matches(
            "The tag of the base may move\\. To stay with what it stands for now: <from>public\\.ecr\\.aws/lambda/java:21@sha256:[0-9a-f]{64}</from>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.ecr.aws/lambda/java:21.2026.10.01.12",
        "public.ecr.aws/lambda/java:21.2026.10.01.12-arm64",
        "public.ecr.aws/lambda/java:21@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "public.ecr.aws/lambda/java@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void saysNothingOfATagThatDoesNotMove(String from) throws Exception {
    assertThat(image().base(from, CheckedImage.AWS).notes(Check.BASE))
        .noneMatch(note -> note.startsWith("The tag"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-01T00:00:00Z, 2026-12-30T00:00:00Z, false",
    "2026-10-01T00:00:00Z, 2026-12-30T00:00:01Z, true",
    "1970-01-01T00:00:00Z, 2026-12-30T00:00:01Z, false",
    "0001-01-01T00:00:00Z, 2026-12-30T00:00:01Z, false",
    "yesterday,            2026-12-30T00:00:01Z, false"
  })
  void tellsOfABaseThatIsOlderThan90Days(String created, Instant now, boolean old)
      throws Exception {
    List<String> notes =
        image()
            .base(
                "public.ecr.aws/lambda/java:21.2026.10.01.12",
                CheckedImage.AWS.replace("2026-10-01T00:00:00Z", created))
            .at(now)
            .notes(Check.BASE);

    assertThat(notes)
        .filteredOn(note -> !note.equals(LIFETIME))
        .isEqualTo(
            old
                ? List.of(
                    "The base is of 2026-10-01, more than 90 days old: a newer one may have security fixes.")
                : List.of());
  }

  @Test
  void tellsHowLongAWSLooksAfterTheBase() throws Exception {
    assertThat(image().notes(Check.BASE)).first().isEqualTo(LIFETIME);
    assertThat(image().warnings(Check.BASE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "java:17,            2026-06-29T23:59:59Z, false",
    "java:17,            2026-06-30T00:00:00Z, true",
    "java:17,            2027-06-30T23:59:59Z, true",
    "java:21,            2028-06-29T23:59:59Z, false",
    "java:21,            2028-06-30T00:00:00Z, true",
    "provided:al2023,    2028-06-30T00:00:00Z, true"
  })
  void warnsWithinAYearOfTheEndOfABase(String base, Instant now, boolean warns) throws Exception {
    CheckedImage image = image().base("public.ecr.aws/lambda/" + base, CheckedImage.AWS).at(now);

    assertThat(image.warnings(Check.BASE)).hasSize(warns ? 1 : 0);
    assertThat(image.notes(Check.BASE).stream().filter(it -> it.contains("looks after")))
        .hasSize(warns ? 0 : 1);
  }

  @Test
  void namesTheSuccessorOfABaseThatEnds() throws Exception {
    Instant now = Instant.parse("2026-11-26T00:00:00Z");
    String ends =
        "The base '%s' is of Amazon Linux 2, and AWS deprecates it on 2027-06-30. Name one of Amazon Linux 2023 in <from>, such as '%s'.";

    assertThat(
            image()
                .base("r.test/lambda/java:17-arm64", CheckedImage.AWS)
                .at(now)
                .warnings(Check.BASE))
        .containsExactly(
            ends.formatted("r.test/lambda/java:17-arm64", "public.ecr.aws/lambda/java:17.al2023"));
    assertThat(
            image()
                .base("public.ecr.aws/lambda/provided:al2", CheckedImage.AWS)
                .at(now)
                .warnings(Check.BASE))
        .containsExactly(
            ends.formatted(
                "public.ecr.aws/lambda/provided:al2", "public.ecr.aws/lambda/provided:al2023"));
  }

  @Test
  void saysOfABaseThatHasEnded() throws Exception {
    assertThat(
            image()
                .base("public.ecr.aws/lambda/java:8.al2", CheckedImage.AWS)
                .at(Instant.parse("2027-07-01T00:00:00Z"))
                .warnings(Check.BASE))
        .containsExactly(
            "The base 'public.ecr.aws/lambda/java:8.al2' is of Amazon Linux 2, and AWS deprecated it on 2027-06-30: it gets no security fixes any more. Name one of Amazon Linux 2023 in <from>, such as 'public.ecr.aws/lambda/java:8.al2023'.");
    assertThat(
            image()
                .base("public.ecr.aws/lambda/java:25", CheckedImage.AWS)
                .at(Instant.parse("2029-07-01T00:00:00Z"))
                .warnings(Check.BASE))
        .containsExactly(
            "The base 'public.ecr.aws/lambda/java:25' is of Amazon Linux 2023, and AWS deprecated it on 2029-06-30: it gets no security fixes any more. Name a newer one in <from>.");
  }

  @Test
  void knowsNothingOfTheEndOfOtherPeoplesBases() throws Exception {
    CheckedImage image =
        image().base("r.test/lambda/java:17", config("/var/task", "[\"/entrypoint.sh\"]"));

    assertThat(image.at(Instant.parse("2030-01-01T00:00:00Z")).warnings(Check.BASE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/lambda-entrypoint.sh, /,            The file '/lambda-entrypoint.sh' takes the place of the program that starts Lambda's runtime.",
        "bootstrap,             /var/runtime, The file '/var/runtime/bootstrap' takes the place of what starts Java in the base",
        "task,                  /usr/lib,     ",
        "runtime,               /var,         The file '/var/runtime' takes the place of a directory of the base",
        "lib64,                 /,            The file '/lib64' takes the place of a directory of the base",
        "libfoo.so,             /lib64,       ",
        "tool,                  /bin/tools,   ",
        "tool,                  /usr/bin,     ",
        "tool,                  /opt/bin,     ",
        "cacerts,               /var/lang/lib/security, "
      })
  void refusesWhatTakesThePlaceOfTheBasesOwn(String name, String into, @Nullable String problem)
      throws Exception {
    extraFile(name.replace("/", ""), into, "755");

    List<String> problems = image().baseFiles(files()).problems(Check.BASE);

    if (problem == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().startsWith(problem);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/", "/dev/", "/proc/", "/sys/", "/run/"})
  void refusesFilesThatLambdaHidesBehindItsOwn(String place) throws Exception {
    extraFile("a", place + "models", "644");
    extraFile("b", place + "models", "644");

    assertThat(image().baseFiles(files()).problems(Check.BASE))
        .containsExactly(
            "The function will not see '%smodels/a' (and 1 more): on Lambda, '%s' is not the image's but its own. Set another <into> in <extraFiles>, such as '/opt'."
                .formatted(place, place));
  }

  @Test
  void refusesThemBehindALinkOfTheBaseToo() throws Exception {
    extraFile("a", "/var/run/models", "644");

    assertThat(
            image()
                .baseFiles(files(new Entry(Kind.LINK, "/var/run", "../run")))
                .problems(Check.BASE))
        .singleElement()
        .asString()
        .startsWith("The function will not see '/run/models/a'");
  }

  @Test
  void refusesWhatTakesThePlaceOfADirectoryOfAnotherBase() throws Exception {
    extraFile("jre", "/opt", "644");
    extraFile("data", "/current/data", "644");

    assertThat(
            image()
                .base(JRE, config("/var/task", "[\"/opt/jre/bin/java\"]"))
                .baseFiles(files(JAVA, CLIENT, new Entry(Kind.LINK, "/current", "/opt/other")))
                .problems(Check.BASE))
        .containsExactly(
            "The file '/opt/jre' takes the place of a directory of the base, and of all that is in it. Set another <into> in <extraFiles>.");
  }

  @Test
  void refusesWhatTakesThePlaceOfALinkToADirectory() throws Exception {
    extraFile("certs", "/etc/ssl", "644");
    BaseFiles files =
        files(
            new Entry(Kind.LINK, "/etc/ssl/certs", "/etc/pki/certs"),
            new Entry(Kind.FILE, "/etc/pki/certs/ca.crt", ""));

    assertThat(image().baseFiles(files).problems(Check.BASE))
        .containsExactly(
            "The file '/etc/ssl/certs' takes the place of a symbolic link of the base, and what it leads to would be gone from there. Set another <into> in <extraFiles>.");
  }

  @Test
  void refusesFilesInADirectoryThatLambdasUserCannotEnter() throws Exception {
    extraFile("config", "/root/.aws", "644");
    extraFile("lib", "/usr/lib64", "644");
    BaseFiles files =
        files(
            new Entry(Kind.DIRECTORY, "/root", "550"),
            new Entry(Kind.DIRECTORY, "/usr/lib64", "555"));

    assertThat(image().baseFiles(files).problems(Check.BASE))
        .containsExactly(
            "The function could not read its files in '/root': the base gives that directory the mode 550, and Lambda's user is neither its owner nor of its group. Set another <into> in <extraFiles>, such as '/opt'.");
  }

  @Test
  void refusesAWSBaseWithoutARuntime() throws Exception {
    assertThat(image().base(PROVIDED, CheckedImage.AWS).problems(Check.BASE))
        .containsExactly(
            "The base '"
                + PROVIDED
                + "' has no runtime, and the function brings none: its entrypoint starts '/var/runtime/bootstrap'. Add your program by that name with <extraFiles> (<into>/var/runtime</into>, <mode>755</mode>), or name a base with a Java in <from>.");
    assertThat(
            image()
                .base("public.ecr.aws/lambda/python:3.13", CheckedImage.AWS)
                .problems(Check.BASE))
        .containsExactly(
            "The base 'public.ecr.aws/lambda/python:3.13' has the runtime of another language. Name one of AWS's for Java in <from>, such as 'public.ecr.aws/lambda/java:21'.");
  }

  @Test
  void takesABootstrapWhereTheBaseStartsIt() throws Exception {
    extraFile("bootstrap", "/var/runtime", "755");

    assertThat(image().base(PROVIDED, CheckedImage.AWS).problems(Check.BASE)).isEmpty();
  }

  @Test
  void refusesABootstrapThatNobodyMayStart() throws Exception {
    extraFile("bootstrap", "/var/runtime", "644");

    assertThat(image().base(PROVIDED, CheckedImage.AWS).problems(Check.BASE))
        .containsExactly(
            "'/var/runtime/bootstrap' has the mode 644, with which Lambda's user cannot start it. Set <mode>755</mode> in <extraFiles>.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/var/task", "/opt"})
  void refusesABootstrapWhereAZipFileHasIt(String into) throws Exception {
    extraFile("bootstrap", into, "755");

    assertThat(image().base(PROVIDED, CheckedImage.AWS).problems(Check.BASE))
        .containsExactly(
            "The base's entrypoint starts '/var/runtime/bootstrap', and the function's is at '%s/bootstrap'. Set <into>/var/runtime</into> in <extraFiles>."
                .formatted(into));
  }

  @Test
  void takesNoFileThatIsMerelyCalledSoForARuntime() throws Exception {
    new Compiled(directory).classes("public class Hello {}");
    extraFile("bootstrap", "/var/task/templates", "755");
    extraFile("bootstrap", "/var/task", "644");

    CheckedImage image = image().handler("example.Missing");

    assertThat(image.problems(Check.BASE)).isEmpty();
    assertThat(image.problems(Check.HANDLER)).hasSize(1);
  }

  @Test
  void refusesASecondRuntimeClientOnABaseThatHasOne() throws Exception {
    String problem =
        "The base '%s' is AWS's own and has the runtime interface client: a second one beside it has broken functions. Remove <runtimeInterfaceClient>.";
    assertThat(image().startingRuntimeClient().problems(Check.BASE))
        .containsExactly(problem.formatted("public.ecr.aws/lambda/java:21"));

    // Somebody's own, made from AWS's.
    assertThat(
            image()
                .base("example.com/java:21", CheckedImage.AWS)
                .baseFiles(files(JAVA, CLIENT))
                .startingRuntimeClient()
                .problems(Check.BASE))
        .containsExactly(problem.formatted("example.com/java:21"));
  }

  @Test
  void takesAJavaThatWasAddedToAWSBaseWithoutARuntime() throws Exception {
    String config = CheckedImage.AWS.replace("PATH=", "PATH=/opt/jre/bin:");
    CheckedImage image =
        image().base(PROVIDED, config).baseFiles(files(JAVA)).startingRuntimeClient();

    assertThat(image.problems(Check.BASE)).isEmpty();
  }

  @Test
  void refusesToStartTheRuntimeClientWithoutAJava() throws Exception {
    assertThat(
            image()
                .base(JRE, config("", "[]"))
                .baseFiles(files(CLIENT))
                .startingRuntimeClient()
                .problems(Check.BASE))
        .containsExactly(
            "<runtimeInterfaceClient> needs a Java, and the base '"
                + JRE
                + "' has none in its JAVA_HOME or on its PATH. Name a base with a Java in <from>.");
  }

  @Test
  void takesAnyJavaToStartTheRuntimeClient() throws Exception {
    CheckedImage image = image().base(JRE, config("", "[]")).baseFiles(files(JAVA, JAVA_LINK));

    assertThat(image.startingRuntimeClient().problems(Check.BASE)).isEmpty();
  }

  @Test
  void tellsWhatABaseLacksThatIsNotOfAws() throws Exception {
    assertThat(image().base(JRE, config("", "[]")).baseFiles(files(JAVA)).problems(Check.BASE))
        .containsExactly(
            "The base '"
                + JRE
                + "' has no entrypoint, so that the handler would be started as a program."
                + CURE,
            "The working directory of the base '"
                + JRE
                + "' is '/', where the runtime would look for the function's classes; they are in '/var/task'."
                + CURE,
            NO_CLIENT);
  }

  @Test
  void refusesAnEntrypointThatIsRelativeALinkOrMissing() throws Exception {
    assertThat(problemsWithEntrypoint("java", JAVA_LINK, JAVA, CLIENT))
        .containsExactly(
            "The entrypoint 'java' of the base '"
                + JRE
                + "' is relative, and Lambda starts an absolute path only."
                + CURE);
    assertThat(problemsWithEntrypoint("/usr/bin/java", JAVA_LINK, JAVA, CLIENT))
        .containsExactly(
            "The entrypoint '/usr/bin/java' of the base '"
                + JRE
                + "' is a symbolic link (to '/opt/jre/bin/java'), which Lambda does not start. Make a base whose entrypoint is the program itself."
                + CURE);
    assertThat(problemsWithEntrypoint("/entrypoint.sh", JAVA, CLIENT))
        .containsExactly(
            "The entrypoint '/entrypoint.sh' of the base '"
                + JRE
                + "' does not exist there. Correct it, or add the program with <extraFiles>.");
  }

  @Test
  void takesABaseThatStartsTheRuntimeClientItself() throws Exception {
    assertThat(problemsWithEntrypoint("/opt/jre/bin/java", JAVA, CLIENT)).isEmpty();
  }

  @Test
  void takesTheRuntimeClientAmongTheFunctionsJars() throws Exception {
    assertThat(problemsWithEntrypoint("/opt/jre/bin/java", JAVA)).containsExactly(NO_CLIENT);

    Path jar = directory.resolve("shaded-1.0.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(
          new ZipEntry("com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class"));
    }
    dependencies.add(
        new Dependency("example", "shaded", "1.0", "", jar, Dependency.Stability.RELEASE));

    assertThat(problemsWithEntrypoint("/opt/jre/bin/java", JAVA)).isEmpty();
  }

  @Test
  void takesAProgramOfTheFunctionsThatTheBaseStarts() throws Exception {
    extraFile("program", "/function", "755");

    assertThat(problemsWithEntrypoint("/function/program")).isEmpty();
    assertThat(
            image()
                .baseFiles(files())
                .handler("anything")
                .base(JRE, config("/", "[\"/function/program\"]"))
                .problems(Check.HANDLER))
        .isEmpty();
  }

  @Test
  void refusesAProgramOfTheFunctionsThatNobodyMayStart() throws Exception {
    extraFile("program", "/function", "644");

    assertThat(problemsWithEntrypoint("/function/program"))
        .containsExactly(
            "'/function/program' has the mode 644, with which Lambda's user cannot start it. Set <mode>755</mode> in <extraFiles>.");
  }

  @Test
  void checksTheHandlerWhereTheRuntimeClientIsStartedAllTheSame() throws Exception {
    new Compiled(directory).classes("public class Hello {}");
    extraFile("bootstrap", "/var/runtime", "755");
    CheckedImage image = image().handler("example.Missing").startingRuntimeClient();

    assertThat(image.problems(Check.HANDLER)).hasSize(1);
  }

  @Test
  void namesABaseThatStartsTheFunctionsBootstrap() throws Exception {
    extraFile("bootstrap", "/var/runtime", "755");

    assertThat(image().base(JRE, config("", "[]")).baseFiles(files()).problems(Check.BASE))
        .containsExactly(
            "The base '"
                + JRE
                + "' has no entrypoint, so that the handler would be started as a program. Name a base that starts '/var/runtime/bootstrap', such as AWS's 'lambda/provided'.");
  }

  @Test
  void checksTheConfigWhereTheFilesAreNotToBeHad() throws Exception {
    CheckedImage image = image().base(JRE, config("/var/task/", "[\"/opt/jre/bin/java\"]"));

    assertThat(image.problems(Check.BASE)).isEmpty();
    assertThat(image.notes(Check.BASE))
        .contains("The files of the base were not looked at: Maven is offline.");
  }

  private static final Entry EXTENSION = new Entry(Kind.FILE, "/opt/extensions/lambda-adapter", "");

  private static final String NO_EXTENSION =
      "' starts a program that nothing hands events to: there is no extension in '/opt/extensions', neither of the function nor of the base '"
          + JRE
          + "'. Add an extension that does, such as the Lambda Web Adapter: an <extraFile> with <image>public.ecr.aws/awsguru/aws-lambda-adapter:0.8.4</image>, <from>/lambda-adapter</from> and <into>/opt/extensions</into>.";

  @Test
  void takesAnEntrypointWhoseEventsAnExtensionHandsOn() throws Exception {
    assertThat(problemsWithOwn("/opt/jre/bin/java", JAVA, EXTENSION)).isEmpty();

    extraFile("lambda-adapter", "/opt/extensions", "755");
    assertThat(problemsWithOwn("/opt/jre/bin/java", JAVA)).isEmpty();
  }

  @Test
  void asksForAnExtensionWhereNothingElseFetchesEvents() throws Exception {
    assertThat(problemsWithOwn("/opt/jre/bin/java", JAVA, CLIENT))
        .containsExactly("<entrypoint> '/opt/jre/bin/java example.App" + NO_EXTENSION);
    // A program in a folder of theirs is none.
    Entry data = new Entry(Kind.FILE, "/opt/extensions/data/file", "");
    assertThat(problemsWithOwn("/opt/jre/bin/java", JAVA, data)).hasSize(1);
  }

  @Test
  void refusesAnExtensionThatNobodyMayStart() throws Exception {
    extraFile("lambda-adapter", "/opt/extensions", "644");

    assertThat(problemsWithOwn("/opt/jre/bin/java", JAVA))
        .containsExactly(
            "Lambda starts '/opt/extensions/lambda-adapter', and it has the mode 644, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void refusesAnEntrypointThatIsALinkAmongTheExtraFiles() throws Exception {
    Path programs = Files.createDirectory(directory.resolve("programs"));
    Files.writeString(programs.resolve("server-1"), "a program");
    Files.createSymbolicLink(programs.resolve("server"), Path.of("server-1"));
    extraFiles.add(ExtraFiles.of(programs, "/opt/bin", List.of(), List.of(), "755"));
    extraFile("lambda-adapter", "/opt/extensions", "755");

    assertThat(problemsWithOwn("/opt/bin/server"))
        .containsExactly(
            "<entrypoint> '/opt/bin/server' is a symbolic link to 'server-1' among the extra files, and Lambda starts no link. Write the path of the program itself.");
  }

  /** The files are where the base's links lead, whatever the user calls the place. */
  @Test
  void takesAnEntrypointBehindALinkOfTheBase() throws Exception {
    Entry bin = new Entry(Kind.LINK, "/bin", "usr/bin");
    extraFile("server", "/bin", "755");
    extraFile("lambda-adapter", "/opt/extensions", "755");

    assertThat(problemsWithOwn("/bin/server", bin)).isEmpty();
    assertThat(problemsWithOwn("/usr/bin/server", bin)).isEmpty();
    assertThat(problemsWithOwn("/bin/other", bin)).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void takesAnEntrypointBehindALinkAmongTheExtraFiles() throws Exception {
    Path app = Files.createDirectories(directory.resolve("app/1.0"));
    Files.writeString(app.resolve("server"), "a program");
    Files.createSymbolicLink(directory.resolve("app/current"), Path.of("1.0"));
    extraFiles.add(
        ExtraFiles.of(directory.resolve("app"), "/opt/app", List.of(), List.of(), "755"));
    extraFile("lambda-adapter", "/opt/extensions", "755");

    assertThat(problemsWithOwn("/opt/app/current/server")).isEmpty();
  }

  @Test
  void takesAnExtensionBehindALinkOfTheBase() throws Exception {
    Entry opt = new Entry(Kind.LINK, "/opt", "mnt/opt");
    Entry java = new Entry(Kind.FILE, "/usr/bin/java", "");
    extraFile("lambda-adapter", "/opt/extensions", "755");

    assertThat(problemsWithOwn("/usr/bin/java", opt, java)).isEmpty();
    extraFile("other", "/opt/extensions", "644");
    assertThat(problemsWithOwn("/usr/bin/java", opt, java))
        .singleElement()
        .asString()
        .startsWith("Lambda starts '/mnt/opt/extensions/other', and it has the mode 644");
  }

  /** The files of the base were looked at to place them: what they tell is said of any base. */
  @Test
  void refusesClosedDirectoriesWhateverStarts() throws Exception {
    extraFile("server", "/opt/bin", "755");
    extraFile("lambda-adapter", "/opt/extensions", "755");
    extraFile("config", "/root/.config", "644");
    Entry root = new Entry(Kind.DIRECTORY, "/root", "550");

    assertThat(problemsWithOwn("/opt/bin/server", root))
        .singleElement()
        .asString()
        .startsWith("The function could not read its files in '/root'");
    assertThat(problemsWithEntrypoint("/opt/bin/server", root))
        .singleElement()
        .asString()
        .startsWith("The function could not read its files in '/root'");
  }

  @Test
  void takesAnEntrypointThatStartsTheRuntimeClient() throws Exception {
    new Compiled(directory).classes("public class Hello {}");
    CheckedImage client =
        image()
            .base(JRE, config("/", "[]"))
            .baseFiles(files(JAVA, CLIENT))
            .entrypoint(
                "/opt/jre/bin/java",
                "-cp",
                "/opt/*",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    assertThat(client.problems(Check.BASE)).isEmpty();
    assertThat(client.baseFiles(files(JAVA)).problems(Check.BASE)).hasSize(1);
    assertThat(client.handler("example.Missing").problems(Check.HANDLER)).hasSize(1);
  }

  @Test
  void takesAnEntrypointOfTheFunctionsOwn() throws Exception {
    extraFile("program", "/function", "755");

    assertThat(problemsWithOwn("/function/program")).isEmpty();
  }

  @Test
  void refusesAnEntrypointThatLambdaWouldNotStart() throws Exception {
    assertThat(problemsWithOwn("/usr/bin/java", JAVA_LINK, JAVA, EXTENSION))
        .containsExactly(
            "<entrypoint> '/usr/bin/java' is a symbolic link in the base '"
                + JRE
                + "', which Lambda does not start. Write the path of the program itself: '/opt/jre/bin/java'.");
    assertThat(problemsWithOwn("/usr/bin/java", EXTENSION))
        .containsExactly(
            "<entrypoint> '/usr/bin/java' does not exist, neither in the base '"
                + JRE
                + "' nor among the function's files. Correct it, or add the program with <extraFiles>.");
    assertThat(problemsWithOwn("/opt/jre/bin", JAVA, EXTENSION)).hasSize(1);
  }

  @Test
  void doesNotCheckAHandlerThatNothingCalls() throws Exception {
    new Compiled(directory).classes("public class Hello {}");
    CheckedImage image = image().handler("anything").entrypoint("/var/lang/bin/java", "App");

    assertThat(image.problems(Check.HANDLER)).isEmpty();
    assertThat(image.entrypoint("/lambda-entrypoint.sh").problems(Check.HANDLER)).hasSize(1);
  }

  private List<String> problemsWithOwn(String program, Entry... entries) throws Exception {
    return image()
        .base(JRE, config("/", "[\"/absent\"]"))
        .baseFiles(files(entries))
        .entrypoint(program, "example.App")
        .problems(Check.BASE);
  }

  private List<String> problemsWithEntrypoint(String program, Entry... entries) throws Exception {
    return image()
        .base(JRE, config("/var/task", "[\"" + program + "\"]"))
        .baseFiles(files(entries))
        .problems(Check.BASE);
  }

  private CheckedImage image() throws Exception {
    return new CheckedImage(
        directory, FunctionContents.layers(directory.resolve("classes"), dependencies, extraFiles));
  }

  private void extraFile(String name, String into, String mode) throws Exception {
    Path file = Files.writeString(directory.resolve(name), "a program");
    extraFiles.add(ExtraFiles.of(file, into, List.of(), List.of(), mode));
  }

  private static BaseFiles files(Entry... entries) {
    return BaseFiles.of(List.of(new LayerListing(List.of(entries))));
  }

  private static String config(String workingDirectory, String entrypoint) {
    return """
        {"config":{"Entrypoint":%s,"WorkingDir":"%s"}}"""
        .formatted(entrypoint, workingDirectory);
  }
}

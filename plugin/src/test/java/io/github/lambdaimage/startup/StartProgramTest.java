package io.github.lambdaimage.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.process.SearchPath;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program in the image makes of command lines, in each shell of this machine. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class StartProgramTest {

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String HANDLER = "com.example.Orders::handle";

  @TempDir Path temporary;
  private Path task;
  private Path home;
  private Path runtime;
  private String java;
  private String program;
  private String shell = "sh";
  private final Map<String, String> variables = new HashMap<>();

  /** A {@code java} that says how it was started. */
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do echo "[$argument]"; done
      echo "wrapper ${AWS_LAMBDA_EXEC_WRAPPER-none}, other ${LAMBDA_IMAGE_EXEC_WRAPPER-none}"
      echo "mode ${LAMBDA_IMAGE_STARTUP_CACHE-none}, locale ${LC_ALL-none}"
      echo "options ${JAVA_TOOL_OPTIONS-none}"
      """;

  static Stream<String> shells() {
    return Stream.of("sh", "dash", "bash", "bash --posix", "busybox sh", "ksh", "mksh", "yash")
        .filter(StartProgramTest::isHere);
  }

  private static boolean isHere(String shell) {
    return SearchPath.of(System.getenv()).find(shell.split(" ", -1)[0]).isPresent();
  }

  @BeforeEach
  void makeTheImage() throws Exception {
    task = Files.createDirectories(temporary.resolve("var/task"));
    home = Files.createDirectories(temporary.resolve("opt/lambda-image"));
    runtime = Files.createDirectories(temporary.resolve("var/runtime/lib"));
    Files.createDirectories(temporary.resolve("opt/java/lib"));
    Files.createDirectories(task.resolve("lib"));
    java = executable(temporary.resolve("java"), JAVA).toString();
    try (InputStream in =
        Objects.requireNonNull(StartupProgram.class.getResourceAsStream("start"))) {
      program =
          executable(
                  home.resolve("start"),
                  new String(in.readAllBytes(), UTF_8)
                      .replace("/var/task", task.toString())
                      .replace("/opt/java/lib", temporary.resolve("opt/java/lib").toString()))
              .toString();
    }
    for (String jar :
        List.of("b.jar", "B.jar", "a+1.jar", "z.jar", "x%20y.jar", "n.JAR", "t.txt")) {
      Files.createFile(task.resolve("lib").resolve(jar));
    }
    Files.createFile(temporary.resolve("opt/java/lib/agent.jar"));
    for (String jar : List.of("core.jar", "client.jar")) {
      Files.createFile(runtime.resolve(jar));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theCommandLineOfAwsGetsClassPathAndArchive(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.jsa"));

    List<String> line =
        List.of(
            java,
            "-XX:MaxHeapSize=2618163k",
            "-javaagent:/var/runtime/lib/Log4jHotPatch.jar=log4jFixerVerbose=false",
            "-XX:+UseSerialGC",
            "-Xshare:on",
            "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
            "-XX:+TieredCompilation",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-classpath",
            runtime + "/core.jar:" + runtime + "/client.jar",
            CLIENT,
            HANDLER);

    assertThat(start(line))
        .startsWith(
            "[-XX:MaxHeapSize=2618163k]",
            "[-javaagent:/var/runtime/lib/Log4jHotPatch.jar=log4jFixerVerbose=false]",
            "[-XX:+UseSerialGC]",
            "[-XX:+TieredCompilation]",
            "[-XX:TieredStopAtLevel=1]",
            "[--add-opens=java.base/java.io=ALL-UNNAMED]",
            "[-Xshare:auto]",
            "[-XX:SharedArchiveFile=" + home + "/startup.jsa]",
            "[-cp]",
            "[" + runtime + "/core.jar:" + runtime + "/client.jar:" + ofFunction() + "]",
            "[" + CLIENT + "]",
            "[" + HANDLER + "]")
        .contains("mode none, locale none");
  }

  /** Sorted as Java sorts texts; what AWS's client does not load is left out. */
  private String ofFunction() {
    String lib = task + "/lib/";
    return String.join(
        ":",
        home + "/classes.jar",
        lib + "B.jar",
        lib + "a+1.jar",
        lib + "b.jar",
        lib + "z.jar",
        temporary + "/opt/java/lib/agent.jar");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theCommandLineOfJava25GetsClassPathAndCache(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.aot"));

    assertThat(
            start(
                List.of(
                    java,
                    "-XX:AOTMode=auto",
                    "-XX:AOTCache=/var/lang/lib/client.aot",
                    "--add-modules",
                    "java.se",
                    "-cp",
                    runtime + "/*",
                    "-Da=b c",
                    CLIENT,
                    HANDLER)))
        .startsWith(
            "[--add-modules]",
            "[java.se]",
            "[-Da=b c]",
            "[-XX:AOTCache=" + home + "/startup.aot]",
            "[-cp]",
            "[" + runtime + "/client.jar:" + runtime + "/core.jar:" + ofFunction() + "]",
            "[" + CLIENT + "]",
            "[" + HANDLER + "]");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theClientAmongTheFunctionsJarsKeepsItsOrder(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.aot"));
    String lib = task + "/lib/";

    assertThat(start(List.of(java, "--class-path=" + lib + "*:" + task, CLIENT, "a b::c")))
        .startsWith(
            "[-XX:AOTCache=" + home + "/startup.aot]",
            "[-cp]",
            "["
                + String.join(
                    ":",
                    lib + "B.jar",
                    lib + "a+1.jar",
                    lib + "b.jar",
                    lib + "z.jar",
                    home + "/classes.jar",
                    temporary + "/opt/java/lib/agent.jar")
                + "]",
            "[" + CLIENT + "]",
            "[a b::c]");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void argumentsOfTheFunctionAreItsOwn(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.aot"));

    assertThat(start(List.of(java, "-cp", "x.jar", "Main", "-cp", "", "-Xshare:on", "*", "a  b")))
        .contains("[Main]", "[-cp]", "[]", "[-Xshare:on]", "[*]", "[a  b]");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void blanksAndSignsOfTheShellAreLetters(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.aot"));
    Path odd = Files.createDirectories(temporary.resolve("my libs"));
    Files.createFile(odd.resolve("c d.jar"));
    String other = temporary + "/x [y] $z`.jar";

    assertThat(
            start(
                List.of(
                    java, "-Da=*  $HOME `id` \"", "-cp", odd + "/*:" + other, "Main", "\\", "")))
        .startsWith(
            "[-Da=*  $HOME `id` \"]",
            "[-XX:AOTCache=" + home + "/startup.aot]",
            "[-cp]",
            "[" + odd + "/c d.jar:" + other + ":" + ofFunction() + "]",
            "[Main]",
            "[\\]",
            "[]");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void whatIsNotUnderstoodStaysAsItIs(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.jsa"));
    Files.createDirectories(temporary.resolve("classes"));
    String path = runtime + "/core.jar";
    List<List<String>> lines =
        List.of(
            List.of(java),
            List.of(java, "-version"),
            List.of(java, "-cp", path),
            List.of(java, "-cp"),
            List.of(java, "-Xshare:on", CLIENT, HANDLER),
            List.of(java, "-Xshare:on", "-jar", "app.jar", "-cp", path, CLIENT),
            List.of(java, "-cp", path, "-m", "a/b.C"),
            List.of(java, "-cp", path, "--module=a/b.C"),
            List.of(java, "-p", "mods", "-cp", path, CLIENT),
            List.of(java, "@arguments", "-cp", path, CLIENT),
            List.of(java, "-cp", path, "--patch-module=a=b", CLIENT),
            List.of(java, "-cp", path + ":" + temporary.resolve("classes"), CLIENT),
            List.of(java, "-cp", "*", CLIENT));

    for (List<String> line : lines) {
      assertThat(start(line)).as("%s", line).startsWith(said(line));
    }
    String other = executable(temporary.resolve("other"), JAVA).toString();
    List<String> line = List.of(other, "-Xshare:on", "-cp", path, CLIENT);
    assertThat(start(line)).startsWith(said(line));
  }

  private static String[] said(List<String> line) {
    return Stream.concat(
            line.stream().skip(1).map(it -> "[" + it + "]"), Stream.of("wrapper none, other none"))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void withoutACacheAllStaysAsItIs(String with) throws Exception {
    shell = with;
    List<String> line =
        List.of(java, "-Xshare:on", "-XX:SharedArchiveFile=x", "-cp", "a.jar", CLIENT, HANDLER);

    assertThat(start(line)).startsWith(said(line));
    Files.createFile(home.resolve("startup.jsa"));
    variables.put("LAMBDA_IMAGE_STARTUP_CACHE", "off");
    assertThat(start(line)).startsWith(said(line)).contains("mode none, locale none");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aRequiredCacheIsAsked(String with) throws Exception {
    shell = with;
    variables.put("LAMBDA_IMAGE_STARTUP_CACHE", "required");
    List<String> line = List.of(java, "-cp", "a.jar", CLIENT, HANDLER);

    assertThat(start(line)).containsExactly("No startup cache: there is none in '" + home + "'");
    Files.createFile(home.resolve("startup.jsa"));
    assertThat(start(line))
        .startsWith("[-Xshare:on]", "[-XX:SharedArchiveFile=" + home + "/startup.jsa]");
    Files.createFile(home.resolve("startup.aot"));
    assertThat(start(line))
        .startsWith("[-XX:AOTCache=" + home + "/startup.aot]", "[-XX:AOTMode=on]");
    assertThat(start(List.of(java, "-jar", "a.jar")))
        .containsExactly("No startup cache: the command line has '-jar'");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theTrainingWritesToTmp(String with) throws Exception {
    shell = with;
    List<String> line =
        List.of(java, "-javaagent:a.jar", "-Xshare:on", "-cp", "a.jar", CLIENT, HANDLER);
    variables.put("LAMBDA_IMAGE_EXEC_WRAPPER", "/none");
    variables.put("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/opt/agent.jar=a,b -Dc=d");

    variables.put("LAMBDA_IMAGE_STARTUP_CACHE", "dump");
    assertThat(start(line))
        .startsWith(
            "[-Xshare:dump]",
            "[-XX:SharedClassListFile=/tmp/lambda-image/classes.txt]",
            "[-XX:SharedArchiveFile=/tmp/lambda-image/startup.jsa]",
            "[-XX:MaxRAM=10g]",
            "[-cp]")
        .contains("options -Xmx1g -Dc=d");

    variables.remove("LAMBDA_IMAGE_EXEC_WRAPPER");
    variables.put("LAMBDA_IMAGE_STARTUP_CACHE", "list");
    assertThat(start(line))
        .startsWith(
            "[-javaagent:a.jar]",
            "[-Xshare:auto]",
            "[-XX:DumpLoadedClassList=/tmp/lambda-image/classes.txt]",
            "[-XX:MaxRAM=10g]",
            "[-cp]")
        .contains("options -Xmx1g -javaagent:/opt/agent.jar=a,b -Dc=d");
    variables.put("LAMBDA_IMAGE_STARTUP_CACHE", "aot");
    assertThat(start(line))
        .startsWith(
            "[-javaagent:a.jar]",
            "[-XX:AOTCacheOutput=/tmp/lambda-image/startup.aot]",
            "[-XX:MaxRAM=10g]",
            "[-cp]");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aWrapperOfTheUsersIsCalledByIt(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.jsa"));
    Path wrapper =
        executable(
            temporary.resolve("my wrapper"),
            "#!/bin/sh\necho \"mine $AWS_LAMBDA_EXEC_WRAPPER\"\nexec \"$@\" more\n");
    variables.put("AWS_LAMBDA_EXEC_WRAPPER", program);
    variables.put("LAMBDA_IMAGE_EXEC_WRAPPER", wrapper.toString());

    assertThat(start(List.of(java, "-cp", "a.jar", CLIENT, HANDLER)))
        .startsWith("mine " + wrapper, "[-Xshare:auto]")
        .contains("[more]", "wrapper " + wrapper + ", other none");
    variables.put("LAMBDA_IMAGE_EXEC_WRAPPER", "");
    assertThat(start(List.of(java, "-cp", "a.jar", CLIENT, HANDLER)))
        .startsWith("[-Xshare:auto]")
        .contains("wrapper none, other none");
    variables.put("AWS_LAMBDA_EXEC_WRAPPER", "/opt/other");
    assertThat(start(List.of(java, "-cp", "a.jar", CLIENT, HANDLER)))
        .contains("wrapper /opt/other, other none");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theLocaleIsTheFunctionsAgain(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.jsa"));
    variables.put("LC_ALL", "C.UTF-8");

    assertThat(start(List.of(java, "-cp", "a.jar", CLIENT, HANDLER)))
        .contains("mode none, locale C.UTF-8");
  }

  /** Also where the class path turns out to be one that no cache can have. */
  @ParameterizedTest
  @MethodSource("shells")
  void variablesOfTheFunctionStayAsTheyAre(String with) throws Exception {
    shell = with;
    Files.createFile(home.resolve("startup.jsa"));
    executable(Path.of(java), "#!/bin/sh\nenv\n");
    List<String> own = new ArrayList<>();
    for (String name :
        "mode path home made flags given main next first state rest entry jar had before reason wrapper argument option kept has_classes has_libraries"
            .split(" ", -1)) {
      variables.put(name, "mine");
      own.add(name + "=mine");
    }
    variables.put("LC_ALL", "C.UTF-8");
    own.add("LC_ALL=C.UTF-8");

    for (String path : List.of("a.jar", temporary.toString())) {
      for (String mode : List.of("", "off")) {
        variables.put("LAMBDA_IMAGE_STARTUP_CACHE", mode);
        assertThat(start(List.of(java, "-cp", path, CLIENT, HANDLER)))
            .as(path + " " + mode)
            .containsAll(own)
            .noneMatch(it -> it.toLowerCase(Locale.ROOT).startsWith("lambda_image_"));
      }
    }
  }

  private List<String> start(List<String> line) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.set(0, SearchPath.of(System.getenv()).find(command.get(0)).orElseThrow().toString());
    command.add(program);
    command.addAll(line);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(task.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    return output.lines().toList();
  }

  private static Path executable(Path file, String text) throws Exception {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true, false)).isTrue();
    return file;
  }
}

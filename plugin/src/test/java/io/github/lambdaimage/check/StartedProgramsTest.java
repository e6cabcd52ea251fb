package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.layer.FunctionContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
class StartedProgramsTest {

  private static final String PROVIDED = "public.ecr.aws/lambda/provided:al2023";

  private static final BaseFiles BASE =
      BaseFiles.of(
          List.of(
              new LayerListing(
                  List.of(
                      new Entry(Kind.LINK, "/bin", "usr/bin"),
                      new Entry(Kind.FILE, "/usr/bin/bash", ""),
                      new Entry(Kind.FILE, "/usr/bin/env", ""),
                      new Entry(Kind.FILE, "/usr/local/bin/awk", "")))));

  @TempDir Path directory;
  private Path opt;

  @BeforeEach
  void makeFolder() throws Exception {
    opt = Files.createDirectory(directory.resolve("opt"));
    Files.createDirectory(opt.resolve("extensions"));
    write("bootstrap", "\177ELF", "rwxr-xr-x");
    write("notes.txt", "Whatever else there is.\r\n", "rw-r--r--");
  }

  @Test
  void areFineWhereAnybodyMayStartThem() throws Exception {
    write("extensions/collector", "\177ELF", "rwxr-xr-x");
    write("extensions/lib/data.json", "{}", "rw-r--r--");
    write("otel-handler", "#!/bin/bash\nexec \"$@\"\n", "rwxr-xr-x");
    Files.createSymbolicLink(opt.resolve("extensions/same"), Path.of("collector"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void areTenExtensionsAtMost() throws Exception {
    for (int i = 1; i <= 10; i++) {
      write("extensions/collector-" + i, "\177ELF", "rwxr-xr-x");
    }
    write("extensions/lib/data.json", "{}", "rw-r--r--");
    assertThat(problems()).isEmpty();

    write("extensions/collector-11", "\177ELF", "rwxr-xr-x");
    assertThat(problems())
        .containsExactly(
            "'/opt/extensions/' has 11 files of the function's, each of which Lambda would start as an extension, and it takes 10 for a function. Leave some out; what is not a program belongs elsewhere.");
  }

  @Test
  void areRefusedWhereNobodyMay() throws Exception {
    write("extensions/collector", "x", "rw-r--r--");
    write("tools/agent", "x", "rw-r--r--");
    write("otel-handler", "x", "rw-r--r--");
    Files.createSymbolicLink(opt.resolve("extensions/linked"), Path.of("../tools/agent"));
    Files.createSymbolicLink(opt.resolve("extensions/folder"), Path.of("../tools"));

    assertThat(problems())
        .containsExactly(
            "Lambda starts '/opt/extensions/collector', and it has the mode 644, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere.",
            "'/opt/extensions/folder' is a symbolic link to a directory, and Lambda would start it as a program. Set another <into> in <extraFiles>.",
            "Lambda starts '/opt/extensions/linked', and '/opt/tools/agent' has the mode 644, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere.",
            "Lambda starts '/opt/otel-handler', and it has the mode 644, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere.");
  }

  @ParameterizedTest
  @CsvSource({"extensions/collector", "otel-handler", "bootstrap"})
  void areRefusedAsScriptsOfWindows(String name) throws Exception {
    write(name, "#!/bin/sh\r\nexec \"$@\"\r\n", "rwxr-xr-x");

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("/" + name + "' begins as a script of Windows (CRLF), and Linux would look for");
    write(name, "\uFEFF#!/bin/sh\nexec \"$@\"\n", "rwxr-xr-x");
    assertThat(problems()).singleElement().asString().contains("(a byte order mark)");
  }

  @Test
  void mayBeAnythingElsewhere() throws Exception {
    write("templates/script", "#!/bin/nothing\r\n", "rw-r--r--");

    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/bash",
        "#! /bin/bash -e",
        "#!/usr/bin/env bash",
        "#!/usr/bin/env -S bash -e",
        "#!/usr/bin/env awk",
        "#!/usr/bin/env -S LANG=C A= bash -e",
        "#!/usr/bin/env -S -i -u LANG --chdir /tmp awk -f",
        "#!/usr/bin/env -vS bash -e",
        "#!/usr/bin/env -Sbash -e",
        "#!/usr/bin/env -S ${SHELL} -e",
        "#!/usr/bin/env -S",
        "#!/usr/bin/env /opt/tools/python",
        "#!/opt/tools/python"
      })
  void findTheirInterpreter(String line) throws Exception {
    write("extensions/collector", line + "\n", "rwxr-xr-x");
    write("tools/python", "\177ELF", "rwxr-xr-x");

    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "#!/usr/bin/python3,             /usr/bin/python3",
    "#!/usr/bin/env python3,         python3",
    "#!/usr/bin/env -S node --quiet, node",
    "#!/usr/bin/env -S A=b node,     node",
    "#!/usr/bin/env /opt/x/node,     /opt/x/node",
    "#!/usr/local/bash,              /usr/local/bash"
  })
  void areRefusedWithoutTheirInterpreter(String line, String interpreter) throws Exception {
    write("extensions/collector", line + "\n", "rwxr-xr-x");

    assertThat(problems())
        .containsExactly(
            "'/opt/extensions/collector' is a script for '%s', which is neither in the base '%s' nor among the function's files. Write it for '/bin/sh', add the interpreter with <extraFiles>, or name a base with it in <from>."
                .formatted(interpreter, PROVIDED));
  }

  /** All that is behind {@code env} is one word for Linux, which -S is there to take apart. */
  @ParameterizedTest
  @ValueSource(strings = {"bash -e", "A=b bash", "-i bash"})
  void areRefusedWhereEnvGetsOneWordForSeveral(String words) throws Exception {
    write("extensions/collector", "#!/usr/bin/env " + words + "\n", "rwxr-xr-x");

    assertThat(problems())
        .containsExactly(
            "'/opt/extensions/collector' is a script for '%s', which is neither in the base '%s' nor among the function's files. Linux takes all that is behind 'env' for one name: write the interpreter itself, as in '#!/bin/bash -e'."
                .formatted(words, PROVIDED));
    write("extensions/collector", "#!/usr/bin/env -S " + words + "\n", "rwxr-xr-x");
    assertThat(problems()).isEmpty();
  }

  @Test
  void areKnownBehindTheLinksOfTheBase() throws Exception {
    write("extensions/collector", "#!/bin/busybox\n", "rwxr-xr-x");
    write("bin/busybox", "\177ELF", "rwxr-xr-x");
    write("bin/wrap", "x", "rw-r--r--");
    List<ExtraFiles> extra =
        List.of(
            ExtraFiles.of(opt.resolve("bin"), "/bin", List.of(), List.of(), null),
            ExtraFiles.of(opt.resolve("extensions"), "/opt/extensions", List.of(), List.of(), null),
            ExtraFiles.of(opt.resolve("bootstrap"), "/var/runtime", List.of(), List.of(), null));
    CheckedImage image =
        new CheckedImage(
                directory, FunctionContents.layers(directory.resolve("classes"), List.of(), extra))
            .base(PROVIDED, CheckedImage.AWS)
            .baseFiles(BASE)
            .environment("AWS_LAMBDA_EXEC_WRAPPER", "/bin/wrap");

    assertThat(image.problems(Check.BASE))
        .containsExactly(
            "Lambda starts '/usr/bin/wrap', and it has the mode 644, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere.");
  }

  /** A shell is in each of AWS's bases: nobody fetches 70 MB to see that. */
  @Test
  void ofAShellNeedNoLookIntoABaseOfAws() throws Exception {
    write("extensions/collector", "#!/bin/sh\n", "rwxr-xr-x");
    write("extensions/other", "#!/usr/bin/env bash\n", "rwxr-xr-x");

    assertThat(image(null).notes(Check.BASE)).noneMatch(it -> it.contains("not looked at"));
    write("extensions/node", "#!/usr/bin/env node\n", "rwxr-xr-x");
    assertThat(image(null).notes(Check.BASE)).anyMatch(it -> it.contains("not looked at"));
    assertThat(image(null).problems(Check.BASE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt/tools/../wrap", "../../opt/wrap", "/opt//./wrap"})
  void areFoundByWhateverWayTheirPathTakes(String wrapper) throws Exception {
    write("wrap", "#!/bin/sh\n", "rw-r--r--");

    assertThat(image(null).environment("AWS_LAMBDA_EXEC_WRAPPER", wrapper).problems(Check.BASE))
        .containsExactly(
            "Lambda starts '/opt/wrap', and it has the mode 644, with which it cannot. Set <mode>755</mode> in <extraFiles>; what is not a program belongs elsewhere.");
  }

  private List<String> problems() throws Exception {
    return image(BASE).problems(Check.BASE);
  }

  private CheckedImage image(@Nullable BaseFiles files) throws Exception {
    List<ExtraFiles> extra =
        List.of(
            ExtraFiles.of(opt, "/opt", List.of(), List.of("bootstrap"), null),
            ExtraFiles.of(opt.resolve("bootstrap"), "/var/runtime", List.of(), List.of(), null));
    CheckedImage image =
        new CheckedImage(
                directory, FunctionContents.layers(directory.resolve("classes"), List.of(), extra))
            .base(PROVIDED, CheckedImage.AWS)
            .environment("PATH", "/usr/local/bin:/usr/bin/:/bin")
            .environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/otel-handler");
    return files == null ? image : image.baseFiles(files);
  }

  private void write(String name, String content, String permissions) throws Exception {
    Path file = opt.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}

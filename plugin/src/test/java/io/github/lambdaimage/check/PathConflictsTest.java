package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a function at places that are not its own. */
class PathConflictsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"/var/task/a", "/opt/a", "/usr/lib/a", "/data", "/opt/lambda-entrypoint.sh"})
  void areNoneAtFreePlaces(String target) throws Exception {
    assertThat(problems(target)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt", "/var/lang", "/tmp"})
  void areFilesInPlaceOfDirectories(String target) throws Exception {
    assertThat(problems(target))
        .containsExactly(
            "The file '%s' takes the place of a directory of the base, and of all that is in it. Set another <into> in <extraFiles>."
                .formatted(target));
  }

  @Test
  void areFilesInPlaceOfWhatStartsTheRuntime() throws Exception {
    assertThat(problems("/lambda-entrypoint.sh"))
        .singleElement()
        .asString()
        .startsWith("The file '/lambda-entrypoint.sh' takes the place of the program");
    assertThat(problems("/var/runtime/bootstrap"))
        .singleElement()
        .asString()
        .startsWith("The file '/var/runtime/bootstrap' takes the place of what starts Java");
  }

  @Test
  void areFilesThatLambdaCovers() throws Exception {
    assertThat(problems("/tmp/a"))
        .containsExactly(
            "The function will not see '/tmp/a': on Lambda, '/tmp/' is not the image's but its own. Set another <into> in <extraFiles>, such as '/opt'.");
    assertThat(problems("/tmp/a", "/tmp/b/c", "/run/d"))
        .hasSize(2)
        .anySatisfy(it -> assertThat(it).contains("'/tmp/a' (and 1 more)"))
        .anySatisfy(it -> assertThat(it).contains("'/run/d': on Lambda"));
  }

  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/lambda/java:21, /opt/a,      false",
    "public.ecr.aws/lambda/java:21, /usr/lib/a,  true",
    "public.ecr.aws/lambda/java:21, /var/task/a, false",
    "r.test/platform:1,             /var/task/a, false",
    "r.test/platform:1,             /opt/a,      true"
  })
  void needTheFilesOfTheBaseOnlyWhereTheyMayMatter(String from, String target, boolean needed)
      throws Exception {
    CheckedFunction subject = image(target).base(from, CheckedImage.AWS).subject(List.of());

    assertThat(PathConflicts.needFiles(subject, subject.base().get())).isEqualTo(needed);
  }

  @Test
  void needTheFilesOfAForeignBaseForEveryExtraFile() throws Exception {
    CheckedFunction subject =
        image("/a").base("r.test/base:1", "{\"config\":{}}").subject(List.of());
    CheckedFunction plain =
        image("/var/task/a").base("r.test/base:1", "{\"config\":{}}").subject(List.of());

    assertThat(PathConflicts.needFiles(subject, subject.base().get())).isTrue();
    assertThat(PathConflicts.needFiles(plain, plain.base().get())).isFalse();
  }

  @Test
  void areDirectoriesAndLinksOfTheBase() throws Exception {
    BaseFiles base =
        files(
            new Entry(Kind.DIRECTORY, "/data", "755"),
            new Entry(Kind.LINK, "/link", "data"),
            new Entry(Kind.FILE, "/file", ""));

    assertThat(problemsOn(base, "/data")).singleElement().asString().contains("of a directory");
    assertThat(problemsOn(base, "/link")).singleElement().asString().contains("a symbolic link");
    assertThat(problemsOn(base, "/file", "/other", "/data/a", "/var/task/data")).isEmpty();
  }

  /** Everybody has to be able to enter and to list it. */
  @ParameterizedTest
  @CsvSource({"755, true", "775, true", "750, false", "751, false", "754, false", "1777, true"})
  void areDirectoriesThatLambdasUserCannotEnter(String mode, boolean isOpen) throws Exception {
    BaseFiles base = files(new Entry(Kind.DIRECTORY, "/data", mode));

    assertThat(problemsOn(base, "/data/sub/a").isEmpty()).isEqualTo(isOpen);
    assertThat(problemsOn(base, "/data/a", "/data/b")).hasSize(isOpen ? 0 : 1);
  }

  private List<String> problems(String... targets) throws Exception {
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    CheckedFunction subject = image(targets).subject(List.of());
    PathConflicts.inspect(subject, subject.base().get(), findings);
    return findings.result(Check.BASE).problems();
  }

  private List<String> problemsOn(BaseFiles base, String... targets) throws Exception {
    Findings findings = new Findings(Level.FAIL, new HashMap<>());
    PathConflicts.inspect(image(targets).subject(List.of()), base, findings);
    return findings.result(Check.BASE).problems();
  }

  private CheckedImage image(String... targets) {
    List<FunctionFile> files =
        Stream.of(targets).map(it -> FunctionFile.readable(Path.of("file"), it)).toList();
    return new CheckedImage(directory, List.of(FunctionLayer.of("extra files", files)));
  }

  private static BaseFiles files(Entry... entries) {
    return BaseFiles.of(List.of(new LayerListing(List.of(entries))));
  }
}

package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Digest ONE = Digest.of("content".getBytes(UTF_8));
  private static final Digest OTHER = Digest.of("other".getBytes(UTF_8));

  @ParameterizedTest
  @CsvSource({
    "r.test:5000/a/b:1,     r.test:5000,          a/b,      1",
    "r.test/a,              r.test,               a,        latest",
    "localhost/a:1,         localhost,            a,        1",
    "orders:1.0,            registry-1.docker.io, library/orders, 1.0",
    "team/orders,           registry-1.docker.io, team/orders, latest",
    "docker.io/orders:1.0,  registry-1.docker.io, library/orders, 1.0"
  })
  void isReadByDockersRules(String text, String registry, String repository, String tag)
      throws Exception {
    assertThat(ImageName.parse(text))
        .isEqualTo(new ImageName(text, registry, repository, tag, null));
  }

  /** Plain names are read without Jib's parser. */
  @Test
  void isReadAsJibReadsIt() throws Exception {
    List<String> registries =
        List.of(
            "",
            "r.test/",
            "r-1.test:5000/",
            "localhost/",
            "localhost:5000/",
            "host:80/",
            "host/",
            "a--b.c/",
            "127.0.0.1:1/",
            "R.test/",
            "r_x.test/",
            "-r.test/",
            "r.test:/",
            "r..test/",
            "docker.io/",
            "index.docker.io/",
            "registry.hub.docker.com/",
            "[::1]:5000/",
            "r.test//");
    List<String> repositories =
        List.of("a", "a/b/c", "a__b", "a_b.c-d--e", "a___b", "a..b", "-a", "a-", "A", "a/", "1");
    List<String> ends =
        List.of(
            "",
            ":1",
            ":1.0-SNAPSHOT",
            ":_x",
            ":-x",
            ":",
            ":" + "t".repeat(128),
            ":" + "t".repeat(129),
            "@" + ONE,
            ":1@" + ONE,
            "@" + ONE + ":1",
            "@sha256:12",
            "@" + ONE.toString().toUpperCase(Locale.ROOT),
            ":1:2",
            " ",
            "\n");
    for (String registry : registries) {
      for (String repository : repositories) {
        for (String end : ends) {
          String text = registry + repository + end;
          assertThat(parts(text)).as(text).isEqualTo(partsByJib(text));
        }
      }
    }
  }

  private static String parts(String text) {
    try {
      ImageName name = ImageName.parse(text);
      return String.join(
          " ",
          name.registry(),
          name.repository().replace("library/", ""),
          String.valueOf(name.tag()),
          String.valueOf(name.digest()));
    } catch (LambdaImageException e) {
      return "none";
    }
  }

  private static String partsByJib(String text) {
    try {
      ImageReference name = ImageReference.parse(text);
      return String.join(
          " ",
          name.getRegistry(),
          name.getRepository().replace("library/", ""),
          String.valueOf(name.getTag().orElse(null)),
          String.valueOf(name.getDigest().orElse(null)));
    } catch (InvalidImageReferenceException e) {
      return "none";
    }
  }

  @Test
  void hasATagOrADigestOrBoth() throws Exception {
    assertThat(ImageName.parse("r.test/a@" + ONE))
        .isEqualTo(new ImageName("r.test/a@" + ONE, "r.test", "a", null, ONE));
    assertThat(ImageName.parse("r.test/a:1@" + ONE))
        .isEqualTo(new ImageName("r.test/a:1@" + ONE, "r.test", "a", "1", ONE));
  }

  @Test
  void isWrittenAsTheUserWroteIt() throws Exception {
    assertThat(ImageName.parse("orders")).hasToString("orders");
    assertThat(ImageName.parse("orders").at(ONE)).hasToString("orders");
    assertThat(ImageName.parse("orders")).hasSameHashCodeAs("orders");
  }

  /** The parser's pattern takes stack for each segment, and time for each letter. */
  @ParameterizedTest
  @ValueSource(strings = {"a/", "a.", "a", "-", "a-", "ä"})
  void isNotLong(String part) {
    String text = "r.test/" + part.repeat(20_000) + "a";

    assertThatThrownBy(() -> ImageName.parse(text))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s…' is not the name of an image: it has %s letters, and no registry takes more than 512. Write it as 'registry/repository:tag'.",
            text.substring(0, 60), text.length());
  }

  @Test
  void hasAsManyLettersAsAnyRegistryTakes() throws Exception {
    String repository = "a".repeat(512 - "r.test/".length());

    assertThat(ImageName.parse("r.test/" + repository).repository()).isEqualTo(repository);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/", "a.", "a", "a-", "a_"})
  void isReadInTimeWhereItIsNone(String part) {
    String text = "r.test/" + part.repeat(500 / part.length()) + "!";

    assertThatThrownBy(() -> assertTimeoutPreemptively(SOON, () -> ImageName.parse(text)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("' is not the name of an image. Write it as ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "r.test/Orders:1", "r.test/a:", "r.test/a@sha256:12", "https://r.test/a"})
  void isNothingElse(String text) {
    assertThatThrownBy(() -> ImageName.parse(text))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s' is not the name of an image. Write it as 'registry/repository:tag' or 'registry/repository@sha256:…', the repository in lower case.",
            text)
        .hasCauseInstanceOf(InvalidImageReferenceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "me:secret@r.test/java:21, …@r.test/java:21",
    "https://me:secret@r.test:5000/java, https://…@r.test:5000/java",
    "me:secret@java, …@java"
  })
  void hasNoPasswordWhichIsNotShown(String text, String shown) {
    assertThatThrownBy(() -> ImageName.parse(text))
        .hasMessage(
            "'%s' has a user or a password in it, and the name of an image has none. Leave it out, and put both into a <server> of settings.xml whose <id> is the registry.",
            shown)
        .hasNoCause();
  }

  @Test
  void isInARegistry() {
    assertThatThrownBy(() -> ImageName.parse("scratch"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'scratch' names no image of a registry, and a function needs one with a runtime.");
  }

  @Test
  void isPinnedToADigestWhateverItsTagNames() throws Exception {
    ImageName name = ImageName.parse("r.test/a:1");

    assertThat(name.at(ONE)).isEqualTo(new ImageName("r.test/a:1", "r.test", "a", "1", ONE));
    assertThat(name.at(ONE).at(OTHER).digest()).isEqualTo(OTHER);
    assertThat(name.digest()).isNull();
  }

  @Test
  void asksForTheDigestBeforeTheTag() throws Exception {
    assertThat(ImageName.parse("r.test/a:1").qualifier()).isEqualTo("1");
    assertThat(ImageName.parse("r.test/a").qualifier()).isEqualTo("latest");
    assertThat(ImageName.parse("r.test/a:1").at(ONE).qualifier()).isEqualTo(ONE.toString());
    assertThat(ImageName.parse("r.test/a@" + ONE).qualifier()).isEqualTo(ONE.toString());
  }

  @Test
  void isQualifiedWithAllThatDockersRulesLeaveOut() throws Exception {
    assertThat(ImageName.parse("orders:1.0").qualified()).isEqualTo("docker.io/library/orders:1.0");
    assertThat(ImageName.parse("r.test/a").qualified()).isEqualTo("r.test/a:latest");
    assertThat(ImageName.parse("r.test:5000/a/b:1").at(ONE).qualified())
        .isEqualTo("r.test:5000/a/b@" + ONE);
  }

  @Test
  void isQualifiedByTheTagThatMayNameANewerImage() throws Exception {
    assertThat(ImageName.parse("orders:1.0").at(ONE).qualifiedByTag())
        .isEqualTo("docker.io/library/orders:1.0");
    assertThat(ImageName.parse("r.test/a@" + ONE).qualifiedByTag()).isEqualTo("r.test/a@" + ONE);
  }

  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/lambda/java:21,       true",
    "lambda/java:21,                      true",
    "r.test/mirror/lambda/java:21,        true",
    "r.test/my-lambda/java:21,            false",
    "r.test/lambda/java/base:21,          false",
    "r.test/lambda/javac:21,              false",
    "r.test/java:21,                      false",
    "public.ecr.aws/lambda/provided:al2023, false"
  })
  void isCalledAsAwsBasesAreInWhateverRegistry(String text, boolean lambdaJava) throws Exception {
    assertThat(ImageName.parse(text).isLambdaJava()).isEqualTo(lambdaJava);
  }

  @ParameterizedTest
  @CsvSource({
    "21, 21",
    "8, 8",
    "8.al2, 8",
    "11-x86_64, 11",
    "21.2026.10.01.12-arm64, 21",
    "100, 100",
    "999, 999"
  })
  void saysItsJavaInItsTag(String tag, int java) throws Exception {
    assertThat(ImageName.parse("r.test/lambda/java:" + tag).lambdaJava()).contains(java);
    assertThat(ImageName.parse("r.test/lambda/java:" + tag).at(ONE).lambdaJava()).contains(java);
    assertThat(ImageName.parse("r.test/other/java:" + tag).lambdaJava()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "1.4", "0", "1000", "21x", "21_1", "latest", "al2023-21", "v21"})
  void saysNoJavaInAnotherTag(String tag) throws Exception {
    assertThat(ImageName.parse("r.test/lambda/java:" + tag).lambdaJava()).isEmpty();
  }

  @Test
  void saysNoJavaWithoutATag() throws Exception {
    assertThat(ImageName.parse("r.test/lambda/java").lambdaJava()).isEmpty();
    assertThat(ImageName.parse("r.test/lambda/java@" + ONE).lambdaJava()).isEmpty();
  }
}

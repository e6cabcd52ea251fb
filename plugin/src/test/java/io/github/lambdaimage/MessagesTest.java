package io.github.lambdaimage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How messages speak: in the words of a Maven user. CONTRIBUTING.md has the rule and a glossary.
 */
class MessagesTest {

  private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  /** Between two texts that are one. */
  private static final Pattern JOINED =
      Pattern.compile("(?<!\\\\)\"\\s*(?://[^\n]*\\s*)*\\+\\s*\"");

  private static final Pattern SHELL_COMMENT = Pattern.compile("(?m)^\\s*#.*$");

  /** Between quotes of either kind, of one line. */
  private static final Pattern SHELL_TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|'[^'\n]*'");

  private static final List<Pattern> NOT_SO =
      Stream.of(
              // "is not a valid port (0–65535)"
              "(?<!\\bthere )(?<!\\bThere )\\b(is|are) no (?!longer\\b)",
              "(?<!\\bthere )\\bis none\\b",
              // "is incomplete"
              "\\bnot (a )?whole\\b",
              // "is throttling requests"
              "takes fewer requests",
              "has trouble",
              // "malformed token"
              "(broken|wrong) token",
              // "accepts", "does not accept"
              "\\btakes no (such|blob)\\b",
              // Words for what has a name: an attachment, a start
              "what shall lie beside",
              "(?i)\\boops\\b|\\bplease\\b|\\bsorry\\b",
              "!$")
          .map(Pattern::compile)
          .toList();

  @Test
  void messagesHaveNoneOfTheKnownBadWords() throws IOException {
    List<String> bad = new ArrayList<>();
    for (Path file : files("src/main/java", ".*\\.java")) {
      bad.addAll(badTexts(file, texts(Files.readString(file, UTF_8))));
    }
    for (Path file : files("src/main/resources", ".*(\\.sh|/start)")) {
      bad.addAll(badTexts(file, shellTexts(Files.readString(file, UTF_8))));
    }
    assertThat(bad).isEmpty();
  }

  @Test
  void aTextIsOneHoweverManyLinesItHas() {
    String source =
        "fail(\"the port is no \" // why\n    // a \"remark\"\n    + \"number\\\"\", \"x\")";

    assertThat(texts(source)).containsExactly("\"the port is no number\\\"\"", "\"x\"");
    assertThat(badTexts(Path.of("A.java"), texts("\"it is \"\n+ \"no port\""))).hasSize(1);
  }

  @Test
  void textsOfScriptsAreMessagesToo() {
    String script = "# it's no text\necho \"'$1' is no port\" 'and $2' # \"\"\n";

    assertThat(shellTexts(script)).contains("\"'$1' is no port\"", "'and $2'");
    assertThat(badTexts(Path.of("a.sh"), shellTexts(script))).hasSize(1);
  }

  private static List<Path> files(String directory, String name) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(directory))) {
      return files.filter(it -> it.toString().replace('\\', '/').matches(name)).sorted().toList();
    }
  }

  private static List<String> texts(String source) {
    String joined = JOINED.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll("");
    return TEXT.matcher(joined).results().map(MatchResult::group).toList();
  }

  private static List<String> shellTexts(String script) {
    return SHELL_TEXT
        .matcher(SHELL_COMMENT.matcher(script).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> badTexts(Path file, List<String> texts) {
    List<String> bad = new ArrayList<>();
    for (String text : texts) {
      for (Pattern pattern : NOT_SO) {
        if (text.contains(" ") && pattern.matcher(text).find()) {
          bad.add(file.getFileName() + ": " + text + " has '" + pattern + "'");
        }
      }
    }
    return bad;
  }
}

package io.github.lambdaimage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How messages speak: in the words of a Maven user. CONTRIBUTING.md has the rule and a glossary.
 */
class MessagesTest {

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");

  /** Of several lines, with what joins them. */
  private static final Pattern TEXT =
      Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"(?:\\s*\\+\\s*\"((?:[^\"\\\\\n]|\\\\.)*)\")*");

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
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
        Matcher texts = TEXT.matcher(COMMENT.matcher(Files.readString(file, UTF_8)).replaceAll(""));
        while (texts.find()) {
          String text = texts.group();
          for (Pattern pattern : NOT_SO) {
            if (text.contains(" ") && pattern.matcher(text).find()) {
              bad.add(file.getFileName() + ": " + text + " has '" + pattern + "'");
            }
          }
        }
      }
    }
    assertThat(bad).isEmpty();
  }
}

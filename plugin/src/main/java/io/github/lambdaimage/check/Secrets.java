package io.github.lambdaimage.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What secrets look like. None of what it gives quotes one. */
final class Secrets {

  private static final List<Rule> NAMES =
      List.of(
          new Rule(
              ".*/\\.env(?!\\.(example|sample|template|dist)$)(\\.[^/]*)?",
              "is an environment file, which usually holds passwords"),
          new Rule(
              ".*/(\\.aws/credentials|\\.netrc|_netrc|\\.git-credentials|\\.pgpass|\\.pypirc"
                  + "|\\.docker/config\\.json|\\.m2/settings-security\\.xml)",
              "is a file of credentials"),
          new Rule(".*/id_(rsa|dsa|ecdsa|ed25519)", "is a private key of SSH"));

  /**
   * What follows the first line of a key, as it is or quoted in a program; else it is only named.
   */
  private static final String OF_KEY =
      "(?:[\\s\"'+,\\\\]|\\\\[nrt]){0,200}(?:[A-Za-z0-9+/]{40}|[A-Z][A-Za-z-]+: )";

  /** Keys that end in EXAMPLE are those that AWS's documentation shows. */
  private static final List<Rule> CONTENTS =
      List.of(
          new Rule(
              "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----" + OF_KEY,
              "holds a private key"),
          new Rule("PuTTY-User-Key-File-\\d: ", "holds a private key"),
          // Without a digit, it may be a word that begins with ASIA.
          new Rule(
              "(?<![A-Za-z0-9])(?:AKIA|ASIA(?=[A-Z]*[2-7]))[A-Z2-7]{16}(?<!EXAMPLE)(?![A-Za-z0-9])",
              "holds an AWS access key"),
          new Rule(
              "(?i)aws[._-]?secret[._-]?(?:access[._-]?)?key[\"']?\\s*[=:]\\s*[\"']?[A-Za-z0-9/+]{40}(?<!EXAMPLEKEY)(?![A-Za-z0-9/+])",
              "holds an AWS secret access key"));

  private record Rule(Pattern pattern, String finding) {

    Rule(String pattern, String finding) {
      this(Pattern.compile(pattern), finding);
    }
  }

  private Secrets() {}

  /**
   * What a file is by its name, if that gives it away.
   *
   * @param target absolute in the image
   */
  static Optional<String> byName(String target) {
    return NAMES.stream()
        .filter(rule -> rule.pattern().matcher(target).matches())
        .map(Rule::finding)
        .findFirst();
  }

  /** What is in a file, if it is one. */
  static Optional<String> in(String content) {
    return CONTENTS.stream()
        .filter(rule -> rule.pattern().matcher(content).find())
        .map(Rule::finding)
        .findFirst();
  }
}

package io.github.lambdaimage.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What secrets look like. Its results never quote one. */
final class Secrets {

  private static final Set<String> CREDENTIALS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

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
   * What follows the first line of a key, plain or quoted in a program; otherwise the key is only
   * mentioned.
   */
  private static final String OF_KEY =
      "(?:[\\s\"'+,\\\\]|\\\\[nrt]){0,200}(?:[A-Za-z0-9+/]{40}|[A-Z][A-Za-z-]+: )";

  /** Keys that end in EXAMPLE are those of AWS's documentation. */
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

  /** Secrets only in files of these names; a reference to a variable is not a secret. */
  private static final List<NamedRule> CONTENTS_OF_NAMES =
      List.of(
          new NamedRule(
              "/.npmrc",
              new Rule(
                  "(?m)^[^#;\\n]{0,300}_(?:authToken|auth|password)[ \\t]*=[ \\t]*(?!\\$\\{)\\S",
                  "holds a login of npm")),
          new NamedRule(
              "/settings.xml",
              new Rule(
                  "<server>(?:(?!</server>)[\\s\\S]){0,2000}<(?:password|passphrase)>\\s*(?![{$])[^<\\s]",
                  "holds a login of Maven")));

  private record NamedRule(String end, Rule rule) {}

  private record Rule(Pattern pattern, String finding) {

    Rule(String pattern, String finding) {
      this(Pattern.compile(pattern), finding);
    }
  }

  private Secrets() {}

  /**
   * What kind of secret a file is, judging by its name.
   *
   * @param target absolute in the image
   */
  static Optional<String> byName(String target) {
    return NAMES.stream()
        .filter(rule -> rule.pattern().matcher(target).matches())
        .map(Rule::finding)
        .findFirst();
  }

  /**
   * What kind of secret a variable is, judging by its name: those from which AWS's programs read
   * credentials.
   */
  static Optional<String> byVariable(String name) {
    return CREDENTIALS.contains(name) ? Optional.of("is for AWS's credentials") : Optional.empty();
  }

  /**
   * What secret a file contains, if any.
   *
   * @param target absolute in the image
   */
  static Optional<String> in(String target, byte[] bytes) {
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    if (PrivateKeys.in(content, bytes)) {
      return Optional.of("is a keystore with a private key");
    }
    for (NamedRule it : CONTENTS_OF_NAMES) {
      if (target.endsWith(it.end()) && it.rule().pattern().matcher(content).find()) {
        return Optional.of(it.rule().finding());
      }
    }
    return in(content);
  }

  /** What secret a text contains, if any. */
  static Optional<String> in(String content) {
    return CONTENTS.stream()
        .filter(rule -> rule.pattern().matcher(content).find())
        .map(Rule::finding)
        .findFirst();
  }
}

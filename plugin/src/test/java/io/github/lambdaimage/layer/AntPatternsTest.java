package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AntPatternsTest {

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    // a name
    "model.onnx,        model.onnx,        true",
    "model.onnx,        modelXonnx,        false",
    "model.onnx,        a/model.onnx,      false",
    "model.onnx,        MODEL.onnx,        false",
    "a/b.txt,           a/b.txt,           true",
    "a\\b.txt,          a/b.txt,           true",
    // one character
    "?.txt,             a.txt,             true",
    "?.txt,             ab.txt,            false",
    "a?b,               a/b,               false",
    // any characters of one name
    "*,                 model.onnx,        true",
    "*,                 a/model.onnx,      false",
    "*.onnx,            .onnx,             true",
    "*.onnx,            model.onnx.bak,    false",
    "a/*,               a/b,               true",
    "a/*,               a/b/c,             false",
    "*/c,               a/b/c,             false",
    // across directories
    "**,                a/b/c,             true",
    "**/*.onnx,         model.onnx,        true",
    "**/*.onnx,         a/b/model.onnx,    true",
    "**/b,              a/ab,              false",
    "x**/y,             xy,                false",
    "a/**b,             a/c/b,             false",
    "a/**b,             a/cb,              true",
    "\uD83D\uDE00/*.txt, \uD83D\uDE00/a.txt, true",
    "a/**,              a/b/c,             true",
    "a/**,              ab/c,              false",
    "a/**/z,            a/z,               true",
    "a/**/z,            a/b/c/z,           true",
    "a/**/z,            a/bz,              false",
    "**/b/**,           b/c,               true",
    "**/b/**,           a/b/c/d,           true",
    "**/b/**,           a/cb/d,            false",
    // everything below
    "a/,                a/b/c,             true",
    "a/,                ab,                false",
    // what means something in a regular expression
    "a+(b)[c]{1}|^$.x,  a+(b)[c]{1}|^$.x,  true",
    "a+,                aa,                false",
    "\\Qa\\E,           /Qa/E,             true"
  })
  void matchesAsMavenUsersExpect(String pattern, String path, boolean matches) {
    assertThat(new AntPatterns(List.of(pattern), List.of()).match(path)).isEqualTo(matches);
  }

  @Test
  void takesEverythingWithoutPatterns() {
    AntPatterns patterns = new AntPatterns(List.of(), List.of());

    assertThat(List.of("a", "a/b", ".hidden")).allMatch(patterns::match);
  }

  @Test
  void takesWhatAnyIncludeMatches() {
    AntPatterns patterns = new AntPatterns(List.of("*.onnx", "*.bin"), List.of());

    assertThat(List.of("a.onnx", "a.bin")).allMatch(patterns::match);
    assertThat(patterns.match("a.txt")).isFalse();
  }

  @Test
  void leavesOutWhatAnyExcludeMatchesIncludedOrNot() {
    AntPatterns patterns = new AntPatterns(List.of("**/*.onnx"), List.of("old/", "*.tmp.*"));

    assertThat(patterns.match("new/a.onnx")).isTrue();
    assertThat(List.of("old/a.onnx", "a.tmp.onnx")).noneMatch(patterns::match);
  }

  @Test
  void excludesFromEverythingWithoutIncludes() {
    AntPatterns patterns = new AntPatterns(List.of(), List.of("**/*.bak"));

    assertThat(patterns.match("a/b")).isTrue();
    assertThat(patterns.match("a/b.bak")).isFalse();
  }
}

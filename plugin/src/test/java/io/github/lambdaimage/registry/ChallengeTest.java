package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

  @Test
  void readsTheParametersOfABearerChallenge() {
    Challenge challenge =
        only(
            "Bearer realm=\"https://auth.test/token\",service=\"r.test\",scope=\"repository:a:pull,push\"");

    assertThat(challenge.isBearer()).isTrue();
    assertThat(challenge.isBasic()).isFalse();
    assertThat(challenge.parameters())
        .containsEntry("realm", "https://auth.test/token")
        .containsEntry("service", "r.test")
        .containsEntry("scope", "repository:a:pull,push");
  }

  @Test
  void readsWhatIsNotQuotedInAnyCase() {
    Challenge challenge = only("  bearer Realm=https://a.test/t, service=\"\"");

    assertThat(challenge.isBearer()).isTrue();
    assertThat(challenge.parameters())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of("Realm", "https://a.test/t", "service", "")));
    assertThat(challenge.parameters().get("realm")).isEqualTo("https://a.test/t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "Bearer realm=\"a\", Basic realm=\"b\"                 | bearer {realm=a} basic {realm=b}",
        "Basic realm=\"b\" , Bearer realm=\"a\",service=s      | basic {realm=b} bearer {realm=a, service=s}",
        "Negotiate, Basic realm=\"b\"                          | negotiate {} basic {realm=b}",
        "Negotiate YWJj==, Bearer realm=a                      | negotiate {} bearer {realm=a}",
        "Negotiate YWJj= , Bearer realm=a                      | negotiate {YWJj=} bearer {realm=a}",
        "Bearer                                                | bearer {}",
        ",, Bearer realm = \"a, Basic realm=x\" ,              | bearer {realm=a, Basic realm=x}",
        "Bearer realm=\"say \\\"a\\\"\"                        | bearer {realm=say \"a\"}",
        "Bearer realm=\"a\" service=\"b\"                      | bearer {realm=a, service=b}",
        "Bearer realm=\"a                                      | bearer {realm=a}",
        "realm=\"a\", Basic realm=\"b\"                        | basic {realm=b}",
      })
  void readsSeveralInOneLine(String header, String expected) {
    StringBuilder read = new StringBuilder();
    for (Challenge challenge : Challenge.parse(List.of(header))) {
      read.append(challenge.scheme()).append(' ').append(challenge.parameters()).append(' ');
    }

    assertThat(read.toString().strip()).isEqualTo(expected);
  }

  @Test
  void readsSeveralLines() {
    assertThat(Challenge.parse(List.of("Bearer realm=a, Negotiate", "Basic realm=b")))
        .extracting(Challenge::scheme)
        .containsExactly("bearer", "negotiate", "basic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "=", "\"", "=\"\"="})
  void takesNothingForBasic(String header) {
    assertThat(Challenge.parse(List.of(header))).containsExactly(Challenge.BASIC);
    assertThat(Challenge.parse(List.of())).containsExactly(Challenge.BASIC);
    assertThat(only("BASIC realm=x").isBasic()).isTrue();
  }

  /** Each letter is read once: 60,000 of them took seconds when an expression looked for ends. */
  @Test
  void endsWhateverThereIsToRead() {
    for (String letter : List.of("a", "=", "\"", "\\", " ", ",", "a=", "a=\"", "a ", "a\t")) {
      assertThatCode(() -> Challenge.parse(List.of("Bearer " + letter.repeat(1_000_000))))
          .doesNotThrowAnyException();
    }
    Random random = new Random(12);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder header = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        header.append("aB =,\"\\\t\u00e4".charAt(random.nextInt(9)));
      }
      assertThat(Challenge.parse(List.of(header.toString()))).as(header.toString()).isNotEmpty();
    }
  }

  private static Challenge only(String header) {
    List<Challenge> challenges = Challenge.parse(List.of(header));
    assertThat(challenges).hasSize(1);
    return challenges.get(0);
  }
}

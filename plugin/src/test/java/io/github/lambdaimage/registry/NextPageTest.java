package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header with which a list goes on. */
class NextPageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</v2/x?n=2>; rel=\"next\"",
        "</v2/x?n=2>;rel=next",
        "</v2/x?n=2>; REL = \"Next\"",
        "</v2/x?n=2>; title=\"more\"; rel=\"next\"",
        "</v2/x?n=1>; rel=\"first\", </v2/x?n=2>; rel=\"next\"",
        "</v2/x?n=2>; rel=\"next\", </v2/x?n=9>; rel=\"last\""
      })
  void isWhatTheLinkSays(String link) {
    assertThat(NextPage.of(List.of(link))).contains("/v2/x?n=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/v2/x; rel=\"next\"",
        "</v2/x; rel=\"next\"",
        "</v2/x>",
        "</v2/x>; rel=\"prev\"",
        "</v2/x>; title=\"rel=next\"",
        "</v2/x>; rel=\"prev\", </v2/y"
      })
  void isNoneWhereNoLinkSaysSo(String link) {
    assertThat(NextPage.of(List.of(link))).isEmpty();
  }

  @Test
  void isNoneWithoutALink() {
    assertThat(NextPage.of(List.of())).isEmpty();
  }

  @Test
  void mayBeInAnotherLineOfTheHeader() {
    assertThat(NextPage.of(List.of("</broken", "<first>; rel=first", "<second>; rel=next")))
        .contains("second");
  }
}

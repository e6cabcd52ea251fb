package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcrNameTest {

  private static final String HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

  @ParameterizedTest
  @ValueSource(strings = {"orders", "team/orders", "a1", "team/sub/or-de_rs", "a/b--c__d.e"})
  void takesANameAlone(String text) throws Exception {
    EcrName name = EcrName.parse(text).orElseThrow();

    assertThat(name.repository()).isEqualTo(text);
    assertThat(name.isBare()).isTrue();
    assertThat(name.account()).isNull();
  }

  @Test
  void takesAHostAndAName() throws Exception {
    EcrName name = EcrName.parse(HOST + "/team/orders").orElseThrow();

    assertThat(name.repository()).isEqualTo("team/orders");
    assertThat(name.host()).isEqualTo(HOST);
    assertThat(name.account()).isEqualTo("123456789012");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry.example.com/orders", "localhost/orders", "127.0.0.1:5000/o"})
  void leavesOtherRegistriesAlone(String text) throws Exception {
    assertThat(EcrName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"o", "Orders", "or ders", "orders/", "/orders", "or..ders", "-orders"})
  void refusesWhatEcrRefuses(String text) {
    assertThatThrownBy(() -> EcrName.parse(text))
        .hasMessageStartingWith(
            "<repository> '" + text + "' is not a valid name for a repository in Amazon ECR")
        .hasMessageEndingWith("as in 'registry.example.com/orders'.");
    assertThatThrownBy(() -> EcrName.parse(HOST + "/" + text))
        .hasMessageContaining("'" + text + "' is not a valid name");
  }

  @Test
  void refusesATooLongName() throws Exception {
    String longest = "o".repeat(256);

    assertThat(EcrName.parse(longest).orElseThrow().repository()).isEqualTo(longest);
    assertThatThrownBy(() -> EcrName.parse("o".repeat(257))).hasMessageContaining("2 to 256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders:1.0", HOST + "/orders:1.0", HOST + "/orders@sha256:00"})
  void sendsTagsToTheirPlace(String text) {
    assertThatThrownBy(() -> EcrName.parse(text)).hasMessageEndingWith("list tags in <tags>.");
  }

  @Test
  void takesNoHostForAName() {
    assertThatThrownBy(() -> EcrName.parse(HOST))
        .hasMessage(
            "<repository> '%s' is a registry. Add the repository's name, as in '%s/orders'."
                .formatted(HOST, HOST));
  }

  @Test
  void isReachedInTheRegionOfItsHost() throws Exception {
    EcrName name = EcrName.parse(HOST + "/orders").orElseThrow();

    assertThat(name.access(AwsAccess.of(null, "ci", null, null)))
        .isEqualTo(AwsAccess.of("eu-central-1", "ci", null, null));
    assertThatThrownBy(() -> name.access(AwsAccess.of("us-east-1", null, null, null)))
        .hasMessage(
            "<region> 'us-east-1' contradicts <repository> '%s/orders', which is in 'eu-central-1'. Correct one of them, or leave <region> out."
                .formatted(HOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"me:secret@orders", HOST + "/me:secret@orders"})
  void showsNoPassword(String text) {
    assertThatThrownBy(() -> EcrName.parse(text))
        .hasMessage(
            "<repository> '…@orders' has a user or a password in it. Leave it out: Amazon ECR is opened by AWS credentials.");
  }
}

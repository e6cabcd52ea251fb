package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @Test
  void takesRegistryAndRepositoryApart() throws Exception {
    Destination destination = Destination.of("localhost:5000/team/orders", List.of("1.0", "1.0"));

    assertThat(destination)
        .isEqualTo(
            new Destination(
                RegistryHost.parse("localhost:5000"),
                "team/orders",
                List.of("1.0"),
                "localhost:5000"));
  }

  @Test
  void knowsARegistryByWhateverName() throws Exception {
    Destination destination = Destination.of("R.test:443/orders", List.of("1.0"));

    assertThat(destination.registry()).isEqualTo(RegistryHost.parse("r.test"));
    assertThat(destination.uriRegistry()).isEqualTo("R.test:443");
  }

  @Test
  void mayHaveAnotherHostInTheAddressOfTheImage() throws Exception {
    Destination destination = Destination.of("r.test/orders", List.of("1.0"));

    assertThat(destination.withUriRegistry("lambda.test"))
        .isEqualTo(
            new Destination(RegistryHost.parse("r.test"), "orders", List.of("1.0"), "lambda.test"));
  }

  @Test
  void tellsARegistryFromTheFirstPartOfAName() {
    assertThat(List.of("orders", "team/orders")).noneMatch(Destination::namesRegistry);
    assertThat(List.of("localhost/orders", "box:5000/orders", "r.test/orders"))
        .allMatch(Destination::namesRegistry);
  }

  @Test
  void takesWhatRegistriesTake() throws Exception {
    List<String> tags = List.of("azAZ09_", "_", "1.0-SNAPSHOT", "z--..", "x".repeat(128), "_");

    assertThat(Destination.of("r.test/orders", tags).tags()).isEqualTo(tags.subList(0, 5));
  }

  @Test
  void refusesTagsThatAreTooLongOrNone() {
    String tag = "x".repeat(129);

    assertThatThrownBy(() -> Destination.of("r.test/orders", List.of(tag)))
        .hasMessageStartingWith("The tag '" + tag + "' is not allowed");
    assertThatThrownBy(() -> Destination.of("r.test/orders", List.of()))
        .hasMessage("<tags> is empty. List at least one tag, or leave it out.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", ".1", "1.0+build", "a b", "a/b", "a:", "a@", "a[", "a`", "a{", "ä"})
  void refusesTagsThatRegistriesRefuse(String tag) {
    assertThatThrownBy(() -> Destination.of("r.test/orders", List.of(tag)))
        .hasMessageStartingWith("The tag '" + tag + "' is not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.test/orders:1.0", "r.test/Orders", "r.test/"})
  void refusesMalformedNames(String name) {
    assertThatThrownBy(() -> Destination.of(name, List.of("1.0"))).hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "me:secret@r.test/orders",
        "https://me:secret@r.test/orders",
        "me:sec/ret@r.test/orders:1.0",
        "r.test/me:secret@orders"
      })
  void showsNoPassword(String name) {
    assertThatThrownBy(() -> Destination.of(name, List.of("1.0")))
        .isInstanceOfSatisfying(
            LambdaImageException.class,
            e -> {
              for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause.getMessage()).doesNotContain("secret").doesNotContain("ret@");
              }
            });
  }
}

package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            new Destination("localhost:5000", "team/orders", List.of("1.0"), "localhost:5000"));
  }

  @Test
  void tellsARegistryFromTheFirstPartOfAName() {
    assertThat(List.of("orders", "team/orders")).noneMatch(Destination::namesRegistry);
    assertThat(List.of("localhost/orders", "box:5000/orders", "r.test/orders"))
        .allMatch(Destination::namesRegistry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", ".1", "1.0+build", "a b", "a/b"})
  void refusesTagsThatRegistriesRefuse(String tag) {
    assertThatThrownBy(() -> Destination.of("r.test/orders", List.of(tag)))
        .hasMessageStartingWith("The tag '" + tag + "' is not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.test/orders:1.0", "r.test/Orders", "r.test/"})
  void refusesMalformedNames(String name) {
    assertThatThrownBy(() -> Destination.of(name, List.of("1.0"))).hasMessageContaining(name);
  }
}

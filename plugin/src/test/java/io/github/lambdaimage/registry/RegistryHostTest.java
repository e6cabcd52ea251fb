package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryHostTest {

  @ParameterizedTest
  @CsvSource({
    "r.test,             r.test",
    "r.test,             r.test:443",
    "R.Test:0443,        r.test",
    "r.test:5000,        R.TEST:5000",
    "[::1]:5000,         [::1]:5000",
    "[FE80::1],          [fe80::1]:443",
  })
  void isOneWhateverItIsCalled(String one, String other) throws Exception {
    RegistryHost first = RegistryHost.parse(one);
    RegistryHost second = RegistryHost.parse(other);

    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).hasToString(one);
    assertThat(first.canonical()).isEqualTo(second.canonical());
    assertThat(first.isNamed(other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "r.test,       r.test:80",
    "r.test,       r.test:5000",
    "r.test:5000,  r.test:5001",
    "r.test,       s.test",
    "[::1],        [::2]",
  })
  void isAnotherWithAnotherHostOrPort(String one, String other) throws Exception {
    assertThat(RegistryHost.parse(one)).isNotEqualTo(RegistryHost.parse(other)).isNotEqualTo(one);
    assertThat(RegistryHost.parse(one).hashCode())
        .isNotEqualTo(RegistryHost.parse(other).hashCode());
    assertThat(RegistryHost.parse(one).isNamed(other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.test/v2/,            r.test",
    "https://R.test:443/,           r.test",
    "HTTP://r.test:443/,            r.test",
    "http://r.test/,                r.test:80",
    "http://r.test:80/,             r.test:80",
    "https://user:secret@r.test/,   r.test",
    "https://r.test:5000?a=b,       r.test:5000",
    "http://[::1]:5000/,            [::1]:5000",
    "https://my_registry/,          my_registry",
    "https://my_registry:443/,      my_registry",
    "http://my_registry:5000/,      my_registry:5000",
  })
  void isReadFromAnAddress(String address, String host) throws Exception {
    RegistryHost found = RegistryHost.of(URI.create(address));

    assertThat(found).isEqualTo(RegistryHost.parse(host));
    assertThat(found.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "r.test,      https://r.test/,       true",
    "r.test,      https://r.test:443/,   true",
    "r.test,      http://r.test/,        true",
    "r.test:443,  http://r.test:80/,     true",
    "r.test:5000, http://R.test:5000/,   true",
    "r.test:80,   http://r.test/,        true",
    "r.test,      http://r.test:5000/,   false",
    "r.test,      https://r.test:80/,    false",
    "r.test:5000, http://r.test/,        false",
    "r.test,      https://s.test/,       false",
    "r.test,      http://s.test/,        false",
    "r.test,      mailto:me@r.test,      false",
  })
  void isWhereItsAddressesLead(String host, String address, boolean expected) throws Exception {
    assertThat(RegistryHost.parse(host).isAt(URI.create(address))).isEqualTo(expected);
  }

  /** A name that begins with 127 is anybody's; credentials must not go there over plain HTTP. */
  @ParameterizedTest
  @CsvSource({
    "localhost,         true",
    "LOCALHOST:5000,    true",
    "127.0.0.1,         true",
    "127.1.2.3:80,      true",
    "127.0.0.999:80,    true",
    "[::1]:5000,        true",
    "127.example.com,   false",
    "127.0.0.1.nip.io,  false",
    "127.0.0.1.1,       false",
    "127.0.0.1000,      false",
    "127.0.0.,          false",
    "127..0.1,          false",
    "127.0.1,           false",
    "1270.0.0.1,        false",
    "12.0.0.1,          false",
    "localhost.test,    false",
    "[::2],             false",
    "10.0.0.1,          false"
  })
  void isTheMachineItself(String host, boolean expected) throws Exception {
    assertThat(RegistryHost.parse(host).isLoopback()).isEqualTo(expected);
  }

  @Test
  void isKnownByMoreThanOneName() throws Exception {
    assertThat(RegistryHost.parse("R.test").names())
        .containsExactly("R.test", "r.test:443", "r.test");
    assertThat(RegistryHost.parse("r.test:443").names()).containsExactly("r.test:443", "r.test");
    assertThat(RegistryHost.parse("r.test:5000").names()).containsExactly("r.test:5000");
    assertThat(RegistryHost.parse("[::1]:5000").host()).isEqualTo("[::1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":5000",
        "r.test:",
        "r.test:0",
        "r.test:65536",
        "r.test:99999999999",
        "r.test:٥٠",
        "r.test:-1",
        "r.test:1;",
        "r.test:1/",
        "https://r.test",
        "r.test/orders",
        "r test",
        "[::1",
        "::1]",
        "::1",
        "rätsel.test",
      })
  void isNothingElse(String text) {
    assertThat(RegistryHost.find(text)).isEmpty();
    assertThatThrownBy(() -> RegistryHost.parse(text))
        .hasMessage(
            "'"
                + text
                + "' is not the host of a registry. Write it as 'registry.example.com' or 'registry.example.com:5000'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"r.test:65535", "r.test:1", "my_registry", "a-z.A-Z.09", "[fe80::1%eth0]"})
  void isAnyHostAndPort(String text) {
    assertThat(RegistryHost.find(text)).isPresent();
  }

  @Test
  void isNoneWithAPasswordWhichIsNotShown() {
    assertThat(RegistryHost.find("user@r.test")).isEmpty();
    assertThatThrownBy(() -> RegistryHost.parse("user@r.test"))
        .hasMessageStartingWith("'…@r.test' is not the host of a registry.");
    assertThatThrownBy(() -> RegistryHost.parse("me:open/sesame@r.test"))
        .hasMessageStartingWith("'…@r.test' is not the host of a registry.");
    assertThat(RegistryHost.of(URI.create("https://me:secret@my_registry/")))
        .hasToString("my_registry");
  }
}

package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {

  private final ScriptedExchange wire = new ScriptedExchange();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void isHttpsWithoutAsking() throws Exception {
    assertThat(address("R.test", false).resolve("/v2/orders/manifests/1.0"))
        .isEqualTo(URI.create("https://R.test/v2/orders/manifests/1.0"));
    assertThat(wire.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 404, 503})
  void isPlainHttpOnTheMachineItselfWhereThatIsAnswered(int status) throws Exception {
    wire.answers(status, "");

    RegistryAddress address = address("localhost:5000", false);

    assertThat(address.resolve("/v2/")).hasToString("http://localhost:5000/v2/");
    assertThat(address.resolve("/v2/x")).hasToString("http://localhost:5000/v2/x");
    assertThat(wire.asked()).containsExactly("GET http://localhost:5000/v2/");
    assertThat(wire.closed).isOne();
  }

  @Test
  void isHttpsOnTheMachineItselfWherePlainHttpIsTakenForAMistake() throws Exception {
    wire.answers(400, "Client sent an HTTP request to an HTTPS server.");

    assertThat(address("127.0.0.1:5000", true).resolve("/v2/"))
        .hasToString("https://127.0.0.1:5000/v2/");
  }

  @Test
  void isHttpsOnTheMachineItselfWhereThatBreaksTheConnection() throws Exception {
    wire.fails(new SocketException("Connection reset"));

    assertThat(address("localhost", false).resolve("/v2/")).hasToString("https://localhost/v2/");
  }

  @Test
  void isWaitedForWhereNobodyListensYet() throws Exception {
    wire.fails(new ConnectException("Connection refused")).answers(200, "");

    assertThat(address("localhost:5000", false).resolve("/v2/"))
        .hasToString("http://localhost:5000/v2/");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void isNoneWhereNobodyListens() {
    for (int i = 0; i < 5; i++) {
      wire.fails(new ConnectException("Connection refused"));
    }

    assertThatThrownBy(() -> address("localhost:5000", false).resolve("/v2/orders"))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "The registry 'localhost:5000' cannot be reached (GET https://localhost:5000/v2/): Connection refused (tried 5 times). Check host and port, and that the registry runs.");
  }

  @Test
  void isHttpsOfAnInsecureRegistryThatSpeaksIt() throws Exception {
    wire.answers(500, "");

    assertThat(address("r.test:5000", true).resolve("/v2/")).hasToString("https://r.test:5000/v2/");
    assertThat(wire.asked()).containsExactly("GET https://r.test:5000/v2/");
    assertThat(wire.closed).isOne();
  }

  @Test
  void isPlainHttpOfAnInsecureRegistryThatSpeaksNoTls() throws Exception {
    for (IOException failure : List.of(new SSLException("not TLS"), new ConnectException("no"))) {
      wire.fails(failure);

      assertThat(address("r.test", true).resolve("/v2/")).hasToString("http://r.test/v2/");
    }
  }

  @Test
  void isNotGuessedWhereTheInsecureRegistryIsNotThere() {
    for (int i = 0; i < 5; i++) {
      wire.fails(new UnknownHostException("r.test"));
    }

    assertThatThrownBy(() -> address("r.test", true).resolve("/v2/"))
        .hasMessageContaining("(GET https://r.test/v2/): no such host (tried 5 times)");
  }

  @ParameterizedTest
  @CsvSource({
    "r.test,      https://r.test/v2/x,          true",
    "r.test,      https://R.TEST:443/v2/x,      true",
    "r.test:443,  HTTPS://r.test/token,         true",
    "r.test:5000, https://r.test:5000/x,        true",
    "r.test,      http://r.test/x,              false",
    "r.test,      http://r.test:443/x,          false",
    "r.test,      https://r.test:5000/x,        false",
    "r.test,      https://s3.test/x,            false",
    "r.test,      mailto:me@r.test,             false",
  })
  void knowsItsOwn(String host, String uri, boolean own) throws Exception {
    assertThat(address(host, false).owns(URI.create(uri))).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "r.test,      https://r.test/v2/up/1?a=%20b,  https://r.test/v2/up/1?a=%20b",
    "r.test,      http://r.test/v2/up/1,          https://r.test/v2/up/1",
    "r.test,      https://r.test:443/v2/up/1?a=b, https://r.test/v2/up/1?a=b",
    "r.test:443,  https://r.test/v2/up/1,         https://r.test:443/v2/up/1",
    "r.test:5000, http://r.test:5000/up%2F1,      https://r.test:5000/up%2F1",
    "r.test,      https://s3.test/up/1?a=b,       https://s3.test/up/1?a=b",
    "r.test,      http://r.test:5000/up/1,        http://r.test:5000/up/1",
  })
  void usesASessionOfItsOwnByItsOwnAddress(String host, String location, String expected)
      throws Exception {
    assertThat(address(host, false).session(URI.create(location))).hasToString(expected);
  }

  private RegistryAddress address(String host, boolean insecure) throws Exception {
    return new RegistryAddress(
        RegistryHost.parse(host), insecure, wire, new RetryPolicy(pauses::add));
  }
}

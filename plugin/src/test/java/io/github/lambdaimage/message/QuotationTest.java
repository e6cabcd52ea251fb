package io.github.lambdaimage.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationTest {

  @Test
  void isOneLineWithoutWhatMovesTheCursor() {
    String hostile = " a\r\n\tb\u001b[2Jc\u0007\u009b31md\u2028e\u202Ef\u200bg\u00a0h\ud800 ";

    assertThat(Quotation.of(hostile, 100)).isEqualTo("a b [2Jc 31md e f g h");
    assertThat(Quotation.of("\u0000 \n", 100)).isEmpty();
  }

  @Test
  void isShort() {
    assertThat(Quotation.of("12345", 5)).isEqualTo("12345");
    assertThat(Quotation.of("123456", 5)).isEqualTo("12345…");
    assertThat(Quotation.of("x".repeat(9_000_000), 5)).isEqualTo("xxxxx…");
    assertThat(Quotation.of("1234\uD83D\uDE00 and more", 5)).isEqualTo("1234…");
  }

  @Test
  void keepsLettersOfAllLanguages() {
    assertThat(Quotation.of("größer als 5 \uD83D\uDE00, なし", 100))
        .isEqualTo("größer als 5 \uD83D\uDE00, なし");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, file:///etc/passwd",
    "https://me:secret@r.test/a?token=secret#secret, https://…@r.test/a",
    "https://me:secret@r.test, https://…@r.test",
    "mailto:me, mailto:me",
    "?secret, ''",
  })
  void isOfAnAddressWithoutItsSecrets(String address, String quoted) {
    assertThat(Quotation.ofAddress(address)).isEqualTo(quoted);
  }

  @ParameterizedTest
  @CsvSource({
    "me:secret@r.test/orders, …@r.test/orders",
    "me:sec/ret@r.test/orders:1, …@r.test/orders:1",
    "me:sec@ret@r.test/orders:1, …@r.test/orders:1",
    "https://me:secret@r.test:5000/orders, https://…@r.test:5000/orders",
    "me@r.test/orders, …@r.test/orders",
    "me:secret@orders, …@orders",
    "me:sec/ret@orders, …@orders",
    "me:1234@orders, …@orders",
    "r.test/me:secret@orders, …@orders",
    "r.test:5000/me:secret@orders, …@orders",
    "me:secret@r.test/orders@sha256:12, …@r.test/orders@sha256:12",
  })
  void isOfANameWithoutTheUser(String name, String quoted) {
    assertThat(Quotation.withoutUser(name)).isEqualTo(quoted);
    assertThat(Quotation.namesUser(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "r.test/orders",
    "r.test:5000/orders:1.0",
    "r.test:5000/orders@latest",
    "r.test/orders:1@sha256:12",
    "orders:1@sha256:12",
    "orders@sha512:12",
    "orders",
    "a@",
    "''",
  })
  void isTheNameThatHasNoUser(String name) {
    assertThat(Quotation.withoutUser(name)).isEqualTo(name);
    assertThat(Quotation.namesUser(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "r.test:5000, r.test:5000",
    "http://r.test, http://r.test",
    "me:secret@r.test, …@r.test",
    "https://me:se/cret@r.test, https://…@r.test",
    "me:secret/@r.test, …@r.test",
  })
  void isOfAHostWithoutTheUser(String host, String quoted) {
    assertThat(Quotation.ofHost(host)).isEqualTo(quoted);
  }
}

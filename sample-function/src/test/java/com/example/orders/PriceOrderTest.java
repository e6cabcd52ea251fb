package com.example.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PriceOrderTest {

  @Test
  void answersAnOrderWithItsQuote() throws IOException {
    assertThat(
            answer(
                """
                {"country": "DE", "items": [
                  {"article": "COFFEE-250", "quantity": 2},
                  {"article": "MUG-BLUE", "quantity": 1}
                ]}"""))
        .isEqualTo("{\"currency\":\"EUR\",\"net\":24.80,\"tax\":4.71,\"total\":29.51}");
  }

  @Test
  void namesAnUnknownArticle() {
    assertThatThrownBy(
            () ->
                answer(
                    "{\"country\": \"DE\", \"items\": [{\"article\": \"TEA\", \"quantity\":1}]}"))
        .hasMessage("Unknown article 'TEA'");
  }

  @Test
  void refusesAQuantityBelowOne() {
    assertThatThrownBy(
            () ->
                answer(
                    "{\"country\": \"DE\", \"items\": [{\"article\": \"MUG-BLUE\", \"quantity\":0}]}"))
        .hasMessage("Quantity of 'MUG-BLUE' must be at least 1, not 0");
  }

  private static String answer(String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new PriceOrder().handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, null);
    return output.toString(UTF_8);
  }
}

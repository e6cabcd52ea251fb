package com.example.orders;

import static java.math.RoundingMode.HALF_UP;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/** The net price of every article and the tax rate of every country that is served. */
public record PriceList(
    String currency, Map<String, BigDecimal> prices, Map<String, BigDecimal> taxRates) {

  /** Reads the price list that is packaged with the function. */
  public static PriceList load(ObjectMapper json) {
    try (InputStream in = PriceList.class.getResourceAsStream("/price-list.json")) {
      return json.readValue(in, PriceList.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Quote quote(Order order) {
    BigDecimal rate = find(taxRates, "country", order.country());
    BigDecimal net =
        order.items().stream()
            .map(this::price)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .setScale(2, HALF_UP);
    BigDecimal tax = net.multiply(rate).setScale(2, HALF_UP);
    return new Quote(currency, net, tax, net.add(tax));
  }

  private BigDecimal price(Order.Item item) {
    if (item.quantity() < 1) {
      throw new IllegalArgumentException(
          "Quantity of '" + item.article() + "' must be at least 1, not " + item.quantity());
    }
    return find(prices, "article", item.article()).multiply(BigDecimal.valueOf(item.quantity()));
  }

  private static BigDecimal find(Map<String, BigDecimal> table, String what, String key) {
    BigDecimal found = table.get(key);
    if (found == null) {
      throw new IllegalArgumentException("Unknown " + what + " '" + key + "'");
    }
    return found;
  }
}

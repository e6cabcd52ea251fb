package com.example.orders;

import java.math.BigDecimal;

/** What an order costs: amounts in units of the currency, with two decimals. */
public record Quote(String currency, BigDecimal net, BigDecimal tax, BigDecimal total) {}

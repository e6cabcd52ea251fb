package com.example.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function: reads an order as JSON and answers with its quote as JSON. */
public class PriceOrder implements RequestStreamHandler {

  private final ObjectMapper json = new ObjectMapper();

  // Loaded when Lambda initialises the function, not at every request.
  private final PriceList priceList = PriceList.load(json);

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Order order = json.readValue(input, Order.class);
    json.writeValue(output, priceList.quote(order));
  }
}

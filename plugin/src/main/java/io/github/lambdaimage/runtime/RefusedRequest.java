package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.HttpExchange;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** A request that is not invoked, refused as by Lambda's API. */
final class RefusedRequest extends LambdaImageException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;

  RefusedRequest(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /** Sends the refusal as Lambda's API does: SDKs read the header. */
  void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("X-Amzn-ErrorType", type);
    LoopbackServer.refuse(exchange, status, type, String.valueOf(getMessage()));
  }
}

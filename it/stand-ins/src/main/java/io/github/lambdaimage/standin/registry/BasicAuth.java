package io.github.lambdaimage.standin.registry;

import java.io.IOException;

/** Lets through only who has the password. */
record BasicAuth(Credentials credentials, Endpoint next) implements Endpoint {

  @Override
  public Response answer(Request request) throws IOException {
    if (credentials.areIn(request)) {
      return next.answer(request);
    }
    return new RegistryException(401, "UNAUTHORIZED", "authentication required")
        .response()
        .header("WWW-Authenticate", "Basic realm=\"registry\"");
  }
}

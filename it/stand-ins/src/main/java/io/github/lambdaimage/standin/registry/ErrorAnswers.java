package io.github.lambdaimage.standin.registry;

import java.io.IOException;

/** Makes answers of errors, and marks every answer as a registry's. */
record ErrorAnswers(Endpoint next) implements Endpoint {

  @Override
  public Response answer(Request request) throws IOException {
    return outcome(request).header("Docker-Distribution-API-Version", "registry/2.0");
  }

  private Response outcome(Request request) throws IOException {
    try {
      return next.answer(request);
    } catch (RegistryException e) {
      return e.response();
    } catch (RuntimeException e) {
      return new RegistryException(500, "UNKNOWN", e.toString()).response();
    }
  }
}

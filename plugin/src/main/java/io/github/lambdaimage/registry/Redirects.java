package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** Follows redirects of GET: to the storage service that has a blob. */
final class Redirects implements Exchange {

  private static final int MOST = 5;

  private final Exchange next;

  Redirects(Exchange next) {
    this.next = next;
  }

  @Override
  public Response send(Request request) throws IOException, LambdaImageException {
    Response response = next.send(request);
    for (int i = 0; i < MOST && request.method().equals("GET") && response.isRedirect(); i++) {
      Request redirected = redirected(request, response);
      response.close();
      try {
        response = next.send(redirected);
      } catch (IOException e) {
        throw RegistryExplanation.of(request, redirected, e);
      }
    }
    return response;
  }

  private static Request redirected(Request request, Response redirect)
      throws LambdaImageException {
    try {
      return request.to(redirect.location());
    } catch (LambdaImageException e) {
      redirect.abandon();
      throw e;
    }
  }
}

package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Sends requests to one registry: authenticated, and again where the failure may pass. */
final class RegistryConnection {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int MOST_REDIRECTS = 5;

  private final String registry;
  private final Transport transport;
  private final Authentication authentication;
  private final RetryPolicy retries;
  private @Nullable URI address;

  /** One try of something that may take several requests. */
  @FunctionalInterface
  interface Attempt<T> {

    /**
     * Tries.
     *
     * @param number from 1
     */
    T run(int number) throws IOException, LambdaImageException;
  }

  RegistryConnection(
      String registry, Transport transport, Credentials credentials, RetryPolicy retries) {
    this.registry = registry;
    this.transport = transport;
    this.authentication = new Authentication(registry, transport, credentials);
    this.retries = retries;
  }

  Authentication authentication() {
    return authentication;
  }

  /** An address in the registry, as of {@code v2/name/…}. */
  URI uri(String path) throws LambdaImageException {
    return address().resolve(path);
  }

  /** Sends a request until it gets an answer that another try would not change. */
  Response send(Request request) throws LambdaImageException {
    return retrying(request, attempt -> refusePassing(request, sendOnce(request)));
  }

  /**
   * Sends a request once; twice if a token has run out. Redirects of GET are followed. The caller
   * closes the answer.
   */
  Response sendOnce(Request request) throws IOException, LambdaImageException {
    Response response = sendWithoutRedirect(request);
    for (int i = 0; isRedirect(request, response) && i < MOST_REDIRECTS; i++) {
      Request redirected = request.to(response.location());
      response.close();
      response = sendWithoutRedirect(redirected);
    }
    return response;
  }

  /**
   * The address of an upload session, which may be relative. A proxy that ends TLS before a
   * registry that does not know of it makes the registry say http.
   */
  URI session(Response response) throws LambdaImageException {
    URI location = response.location();
    boolean sameHost = location.getAuthority().equals(address().getAuthority());
    return sameHost ? address().resolve(location.getRawPath() + query(location)) : location;
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
  }

  private static boolean isRedirect(Request request, Response response) {
    return request.method().equals("GET") && response.status() / 100 == 3;
  }

  private Response sendWithoutRedirect(Request request) throws IOException, LambdaImageException {
    if (!isOwn(request.uri())) {
      // The registry's token is nobody else's business.
      return transport.send(request);
    }
    String authorization = authentication.header();
    Response response = transport.send(authorized(request, authorization));
    if (response.status() == UNAUTHORIZED) {
      Challenge challenge = Challenge.parse(response.header("WWW-Authenticate"));
      authorization = authentication.answer(challenge, authorization);
      if (authorization == null) {
        return response;
      }
      response.close();
      response = transport.send(authorized(request, authorization));
    }
    // Amazon ECR says so of a token that has expired; to HEAD it does not even say why.
    String renewed = response.status() == FORBIDDEN ? authentication.renew(authorization) : null;
    if (renewed == null) {
      return response;
    }
    response.close();
    Response second = transport.send(authorized(request, renewed));
    return second.status() == FORBIDDEN ? second.onSecondTry() : second;
  }

  private boolean isOwn(URI uri) throws LambdaImageException {
    URI own = address();
    return own.getScheme().equals(uri.getScheme()) && own.getAuthority().equals(uri.getAuthority());
  }

  /** Turns an answer that may pass into the exception that makes {@link #retrying} try again. */
  Response refusePassing(Request request, Response response)
      throws IOException, LambdaImageException {
    if (!retries.isPassing(response.status())) {
      return response;
    }
    try (response) {
      throw Explanation.of(request, response);
    }
  }

  /** Whether another attempt may succeed. */
  boolean mayPass(RegistryException failure) {
    return retries.isPassing(failure);
  }

  /**
   * Tries until it succeeds, fails for good, or has failed often enough.
   *
   * @param request named in the message when no answer came
   */
  <T> T retrying(Request request, Attempt<T> attempt) throws LambdaImageException {
    for (int number = 1; ; number++) {
      RegistryException failure;
      try {
        return attempt.run(number);
      } catch (RegistryException e) {
        // One that was tried again is the end of a request within this attempt.
        if (e.wasTriedAgain() || (e.status() != 0 && !retries.isPassing(e))) {
          throw e;
        }
        failure = e;
      } catch (IOException e) {
        failure = Explanation.of(request, e);
        if (isDistrust(e)) {
          throw failure;
        }
      }
      if (retries.isLast(number, failure)) {
        throw failure.after(number);
      }
      pause(number, failure);
    }
  }

  /** A certificate that is not trusted now will not be trusted in a second. */
  private static boolean isDistrust(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private void pause(int number, RegistryException failure) throws LambdaImageException {
    try {
      retries.waitAfter(number, failure.retryAfter());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException(
          "Interrupted while waiting for '%s'. Run it again.".formatted(registry), e);
    }
  }

  private static Request authorized(Request request, @Nullable String authorization) {
    return authorization == null ? request : request.with("Authorization", authorization);
  }

  private synchronized URI address() throws LambdaImageException {
    URI found = address;
    if (found == null) {
      Request probe = Request.get(URI.create("https://" + registry + "/v2/"));
      found = retrying(probe, attempt -> RegistryAddress.find(registry, transport));
      address = found;
    }
    return found;
  }
}

package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/** Retries temporary failures: the only link that counts tries, waits between them, and says so. */
final class Retry implements Asking {

  private static final int FORBIDDEN = 403;

  private final RegistryHost registry;
  private final RetryPolicy policy;
  private final Exchange next;
  private final Renewal renewal;

  /** One try, which may take several requests. */
  @FunctionalInterface
  interface Attempt<T> {

    /**
     * Tries.
     *
     * @param once asks without retries
     */
    T run(Asking once) throws LambdaImageException;
  }

  /** Replaces a credential that was refused, or adds one if none was sent. */
  @FunctionalInterface
  interface Renewal {

    /**
     * Whether the request will have another credential when it is sent again.
     *
     * @throws LambdaImageException when there should be one, but is not
     */
    boolean renew(Response refusal) throws LambdaImageException;
  }

  Retry(RegistryHost registry, RetryPolicy policy, Exchange next, Renewal renewal) {
    this.registry = registry;
    this.policy = policy;
    this.next = next;
    this.renewal = renewal;
  }

  @Override
  public <T> T ask(Request request, Reader<T> reader) throws LambdaImageException {
    return call(once -> once.ask(request, reader));
  }

  /** Sends a request until it is answered; the caller closes, or abandons, the answer. */
  Response open(Request request) throws LambdaImageException {
    Tries tries = new Tries();
    return call(tries, once -> tries.answer(request), once -> tries.answer(request));
  }

  <T> T call(Attempt<T> attempt) throws LambdaImageException {
    return call(new Tries(), attempt, attempt);
  }

  /**
   * Tries until it succeeds, fails for good, or has failed too often.
   *
   * @param again what to do in each try after the first
   */
  <T> T call(Attempt<T> first, Attempt<T> again) throws LambdaImageException {
    return call(new Tries(), first, again);
  }

  private <T> T call(Tries tries, Attempt<T> first, Attempt<T> again) throws LambdaImageException {
    Attempt<T> attempt = first;
    while (true) {
      try {
        return attempt.run(tries);
      } catch (SourceFailure e) {
        // Its source has been retried already.
        throw e.failure();
      } catch (RegistryException e) {
        if (!policy.mayPass(e)) {
          throw counted(e, tries.sent);
        }
        if (policy.isLast(tries.number, e)) {
          throw counted(e, tries.number);
        }
        if (policy.asksForTooMuch(e)) {
          throw counted(e.noting(policy.tooLong(e)), tries.number);
        }
        pause(tries.number, e);
      }
      tries.number++;
      attempt = again;
    }
  }

  private static RegistryException counted(RegistryException failure, int tries) {
    return tries > 1 ? failure.noting(" (tried " + tries + " times)") : failure;
  }

  private void pause(int number, RegistryException failure) throws LambdaImageException {
    try {
      policy.waitAfter(number, failure.retryAfter());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException(
          "Interrupted while waiting for '" + registry + "'. Run it again.", e);
    }
  }

  /** The counts of one call. */
  private final class Tries implements Asking {

    private int number = 1;

    /** How often the last request of this try was sent. */
    private int sent;

    @Override
    public <T> T ask(Request request, Reader<T> reader) throws LambdaImageException {
      Response response = answer(request);
      try (response) {
        return reader.read(response);
      } catch (IOException e) {
        throw RegistryExplanation.of(request, response.request(), e);
      }
    }

    private boolean renew(Response refusal) throws LambdaImageException {
      try {
        return renewal.renew(refusal);
      } catch (LambdaImageException e) {
        refusal.abandon();
        throw e;
      }
    }

    private Response answer(Request request) throws LambdaImageException {
      try {
        sent = 1;
        Response response = next.send(request);
        // Amazon ECR answers so when a token has expired; for HEAD without even a reason.
        if (response.status() == FORBIDDEN && renew(response)) {
          response.close();
          sent++;
          response = next.send(request);
        }
        if (policy.isPassing(response.status())) {
          try (Response passing = response) {
            throw RegistryExplanation.of(request, passing);
          }
        }
        return response;
      } catch (IOException e) {
        throw RegistryExplanation.of(request, e);
      }
    }
  }
}

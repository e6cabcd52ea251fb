package io.github.lambdaimage.standin.faults;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;

/** What happens to a request instead of what should. */
public enum Fault {
  /** 429, with Retry-After: one second. */
  TOO_MANY_REQUESTS,
  /** 500. */
  INTERNAL_ERROR,
  /** 502, as a load balancer answers it: in HTML. */
  BAD_GATEWAY,
  /** 503. */
  UNAVAILABLE,
  /** The connection is cut before the body of the request is read. */
  CUT_BEFORE_BODY,
  /** The connection is cut in the request's body or, if it has none, in the answer's. */
  CUT_IN_BODY,
  /** The connection is cut once the body of the request is read; nothing came of it. */
  CUT_AFTER_BODY,
  /** The request does its work, and the connection is cut instead of an answer. */
  LOST_ANSWER,
  /** The request does its work, and the answer comes after one and a half seconds. */
  SLOW,
  /** 403, as ECR answers a token that has expired. */
  EXPIRED_TOKEN,
  /** 416, as ECR answers an upload that begins again in an old session. */
  SESSION_GONE,
  /** 403, as ECR answers a user who lacks the permission that the request needs. */
  DENIED,
  /** 401 with three challenges in two header lines, of which only Basic can be met. */
  SEVERAL_CHALLENGES,
  /** The request does its work; where its answer leads to is written in another way. */
  OTHER_SPELLING,
  /** 503 before the request's body is read, and the connection is closed behind it. */
  EARLY_ANSWER,
  /** 413 before the request's body is read, and the connection is closed behind it. */
  TOO_LARGE,
  /** 404, as registries answer a manifest whose blobs they have lost. */
  LOST_BLOB;

  Response strike(Request request, Endpoint registry) throws IOException {
    return switch (this) {
      case TOO_MANY_REQUESTS -> Refusal.tooManyRequests();
      case INTERNAL_ERROR -> Refusal.error(500, "INTERNAL_ERROR", "An internal error occurred.");
      case BAD_GATEWAY -> Refusal.badGateway();
      case UNAVAILABLE -> Refusal.error(503, "UNAVAILABLE", "The service is unavailable.");
      case CUT_BEFORE_BODY -> throw new IOException("Cut before the request's body");
      case CUT_IN_BODY -> Cut.inBody(request, registry);
      case CUT_AFTER_BODY -> Cut.afterBody(request);
      case LOST_ANSWER -> Cut.beforeAnswer(request, registry);
      case SLOW -> Delay.beforeAnswer(request, registry);
      case EXPIRED_TOKEN -> Refusal.expiredToken();
      case SESSION_GONE ->
          Refusal.error(416, "BLOB_UPLOAD_INVALID", "The upload has ended or never begun.");
      case DENIED -> Refusal.denied(request);
      case SEVERAL_CHALLENGES -> Refusal.severalChallenges();
      case OTHER_SPELLING -> otherSpelling(registry.answer(request));
      case EARLY_ANSWER ->
          Refusal.early(Refusal.error(503, "UNAVAILABLE", "The service is unavailable."));
      case TOO_LARGE -> Refusal.early(Refusal.error(413, "SIZE_INVALID", "The blob is too large."));
      case LOST_BLOB ->
          Refusal.error(404, "MANIFEST_BLOB_UNKNOWN", "The layer does not exist here.");
    };
  }

  /** A scheme is one in whatever case. */
  private static Response otherSpelling(Response response) {
    String location = response.headers().getFirst("Location");
    return location == null
        ? response
        : response.header("Location", location.replaceFirst("^http", "HTTP"));
  }
}

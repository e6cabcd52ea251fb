package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import io.github.lambdaimage.registry.Request.Body;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends blobs to a repository. */
final class Uploads {

  private static final int CREATED = 201;
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;

  /** The result of a mount: the blob, or a session to upload it, or neither. */
  private record Mount(boolean done, @Nullable URI session) {}

  private final RegistryAddress address;
  private final Retry retry;
  private final Blobs blobs;
  private final String path;

  Uploads(RegistryAddress address, Retry retry, String repository) {
    this.address = address;
    this.retry = retry;
    this.blobs = new Blobs(address, retry, repository);
    this.path = "/v2/" + repository + "/blobs/uploads/";
  }

  /**
   * Sends a blob: mounted from another repository of the registry, or else uploaded with POST and
   * one PUT, the form that every registry supports. Each try is a new session, and first asks
   * whether the previous try has arrived after all.
   *
   * @param mountSource a repository that has the blob
   * @param asked whether the blob is known to be missing
   */
  Outcome bring(
      Descriptor blob, Request.Content content, Optional<String> mountSource, boolean asked)
      throws LambdaImageException {
    URI start = address.resolve(path);
    return retry.call(
        once ->
            mountSource.isPresent()
                ? mountOrUpload(once, blob, content, mountSource.get(), asked)
                : upload(once, blob, content, session(once, start)),
        once ->
            blobs.has(once, blob.digest())
                ? Outcome.UPLOADED
                : upload(once, blob, content, session(once, start)));
  }

  /**
   * Tries a mount; a registry that does not support it answers with an upload session, which is
   * used.
   */
  private Outcome mountOrUpload(
      Asking once, Descriptor blob, Request.Content content, String from, boolean asked)
      throws LambdaImageException {
    Request mount =
        Request.post(address.resolve(path + "?mount=" + blob.digest() + "&from=" + from));
    Mount answer =
        once.ask(
            mount,
            response -> {
              boolean other = response.isSuccess() && response.status() != CREATED;
              return new Mount(
                  response.status() == CREATED,
                  other ? address.session(response.location()) : null);
            });
    if (answer.done()) {
      return Outcome.MOUNTED;
    }
    URI session = answer.session();
    address.doesNotMount();
    if (!asked && blobs.has(once, blob.digest())) {
      return Outcome.ALREADY_THERE;
    }
    // A caller who may not mount may still upload.
    return upload(
        once, blob, content, session == null ? session(once, address.resolve(path)) : session);
  }

  /** Uploads a blob. A registry may refuse it because it exists, if that was not asked before. */
  private Outcome upload(Asking once, Descriptor blob, Request.Content content, URI session)
      throws LambdaImageException {
    String separator = session.getRawQuery() == null ? "?" : "&";
    Request request =
        Request.put(
                URI.create(session + separator + "digest=" + blob.digest()),
                new Body(blob.size(), content))
            .with("Content-Type", "application/octet-stream");
    try {
      once.ask(request, response -> response.expectSuccess(request));
      return Outcome.UPLOADED;
    } catch (RegistryException e) {
      if (isRefusal(e) && blobs.has(once, blob.digest())) {
        return Outcome.ALREADY_THERE;
      }
      throw e;
    }
  }

  /**
   * "Bad request" and "conflict" may mean that the blob exists already; not if the session is
   * unknown.
   */
  private static boolean isRefusal(RegistryException e) {
    return (e.status() == BAD_REQUEST || e.status() == CONFLICT)
        && !e.code().startsWith(RetryPolicy.SESSION_LOST);
  }

  private URI session(Asking once, URI start) throws LambdaImageException {
    Request request = Request.post(start);
    return once.ask(
        request, response -> address.session(response.expectSuccess(request).location()));
  }
}

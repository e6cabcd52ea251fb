package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import io.github.lambdaimage.registry.Request.Body;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A repository of a registry: its manifests and blobs.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
final class Repository {

  private static final String ACCEPT =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private static final int NOT_FOUND = 404;
  private static final int WHOLE = 200;
  private static final int CREATED = 201;

  /** "Bad request" and "conflict", as a registry may call a blob that is there already. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409);

  private static final String TAG_INVALID = "TAG_INVALID";

  private final RegistryConnection connection;
  private final String name;

  Repository(RegistryConnection connection, String name, String actions) {
    this.connection = connection;
    this.name = name;
    connection.authentication().require("repository:" + name + ":" + actions);
  }

  /** Connects and authenticates, so that the connection is there when it is needed. */
  void connect() throws IOException, LambdaImageException {
    connection.sendOnce(Request.get(connection.uri("/v2/"))).close();
  }

  /** The digest that a tag stands for, or none if there is no such tag. */
  Optional<Digest> digestOf(String tag) throws LambdaImageException {
    Request request = Request.head(manifests(tag)).with("Accept", ACCEPT);
    try (Response response = connection.send(request)) {
      if (response.status() == NOT_FOUND) {
        return Optional.empty();
      }
      boolean redirected = isRedirect(response);
      String digest =
          redirected ? null : checked(request, response).header("Docker-Content-Digest");
      return digest == null ? manifest(tag).map(Digest::of) : Optional.of(Digest.parse(digest));
    } catch (IOException e) {
      throw Explanation.of(request, e);
    }
  }

  /** A manifest or index by tag or digest, or none if there is none. */
  Optional<byte[]> manifest(String qualifier) throws LambdaImageException {
    Request request = Request.get(manifests(qualifier)).with("Accept", ACCEPT);
    return connection.retrying(
        request,
        attempt -> {
          try (Response response =
              connection.refusePassing(request, connection.sendOnce(request))) {
            if (response.status() == NOT_FOUND) {
              return Optional.empty();
            }
            return Optional.of(checked(request, response).bytes());
          }
        });
  }

  /**
   * Puts a manifest under a tag. A tag that names it already is as good: the answer to an earlier
   * try may have been lost, and an immutable tag is refused even for the manifest that it names.
   */
  void putManifest(String tag, String mediaType, byte[] manifest) throws LambdaImageException {
    Request request =
        Request.put(manifests(tag), Body.of(manifest)).with("Content-Type", mediaType);
    Optional<Digest> wanted = Optional.of(Digest.of(manifest));
    connection.retrying(
        request,
        attempt -> {
          if (attempt > 1 && digestOf(tag).equals(wanted)) {
            return wanted;
          }
          try (Response response =
              connection.refusePassing(request, connection.sendOnce(request))) {
            checked(request, response);
          } catch (RegistryException e) {
            if (!e.code().equals(TAG_INVALID) || !digestOf(tag).equals(wanted)) {
              throw e;
            }
          }
          return wanted;
        });
  }

  boolean hasBlob(Digest digest) throws LambdaImageException {
    Request request = Request.head(blobs(digest));
    try (Response response = connection.send(request)) {
      return has(request, response);
    } catch (IOException e) {
      throw Explanation.of(request, e);
    }
  }

  /** Opens a blob for reading; the caller closes the answer. */
  Response blob(Digest digest) throws LambdaImageException {
    Request request = Request.get(blobs(digest));
    return checked(request, connection.send(request));
  }

  /** Reads a small blob whole. */
  byte[] document(Digest digest) throws LambdaImageException {
    return read(digest, Response::bytes);
  }

  /**
   * The last bytes of a blob, if the registry gives out parts of one.
   *
   * @return nothing where it would give out all of it
   */
  Optional<byte[]> tail(Descriptor blob, int count) throws LambdaImageException {
    String range = "bytes=%s-%s".formatted(blob.size() - count, blob.size() - 1);
    Request request = Request.get(blobs(blob.digest())).with("Range", range);
    return connection.retrying(
        request,
        attempt -> {
          Response response = connection.refusePassing(request, connection.sendOnce(request));
          if (response.status() == WHOLE) {
            response.abandon();
            return Optional.empty();
          }
          try (response) {
            return Optional.of(checked(request, response).bytes());
          }
        });
  }

  /** Takes in the answer with a blob. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Response response) throws IOException, LambdaImageException;
  }

  /** Reads a blob, from its beginning again if the connection breaks. */
  <T> T read(Digest digest, Reader<T> reader) throws LambdaImageException {
    Request request = Request.get(blobs(digest));
    return connection.retrying(
        request,
        attempt -> {
          try (Response response =
              connection.refusePassing(request, connection.sendOnce(request))) {
            return reader.read(checked(request, response));
          }
        });
  }

  /**
   * Brings a blob here: mounted from another repository of the registry, or else uploaded by POST
   * and one PUT with all of it, the form that every registry takes. Each try is a new session, and
   * asks first whether the try before has arrived after all.
   *
   * @param mountSource a repository that has the blob
   */
  Outcome bring(Descriptor blob, Request.Content content, Optional<String> mountSource)
      throws LambdaImageException {
    Request start = Request.post(uploads(""));
    return connection.retrying(
        start,
        attempt -> {
          if (attempt > 1 && arrived(blob.digest())) {
            return Outcome.UPLOADED;
          }
          if (attempt == 1 && mountSource.isPresent()) {
            return mountOrUpload(blob, content, mountSource.get());
          }
          return upload(blob, content, session(start));
        });
  }

  /** A registry that does not mount answers with an upload session, which is as good as any. */
  private Outcome mountOrUpload(Descriptor blob, Request.Content content, String from)
      throws IOException, LambdaImageException {
    Request mount = Request.post(uploads("?mount=" + blob.digest() + "&from=" + from));
    Optional<URI> session;
    try (Response response = connection.refusePassing(mount, connection.sendOnce(mount))) {
      if (response.status() == CREATED) {
        return Outcome.MOUNTED;
      }
      session = response.isSuccess() ? Optional.of(connection.session(response)) : Optional.empty();
    }
    return upload(
        blob, content, session.isPresent() ? session.get() : session(Request.post(uploads(""))));
  }

  /** Who was not asked before whether the blob is there may refuse it for being there. */
  private Outcome upload(Descriptor blob, Request.Content content, URI session)
      throws IOException, LambdaImageException {
    try {
      put(blob, content, session);
      return Outcome.UPLOADED;
    } catch (RegistryException e) {
      if (REFUSALS.contains(e.status()) && !connection.mayPass(e) && arrived(blob.digest())) {
        return Outcome.ALREADY_THERE;
      }
      throw e;
    }
  }

  private boolean arrived(Digest digest) throws IOException, LambdaImageException {
    Request request = Request.head(blobs(digest));
    try (Response response = connection.refusePassing(request, connection.sendOnce(request))) {
      return has(request, response);
    }
  }

  private URI session(Request start) throws IOException, LambdaImageException {
    try (Response response = connection.refusePassing(start, connection.sendOnce(start))) {
      return connection.session(checked(start, response));
    }
  }

  private void put(Descriptor blob, Request.Content content, URI session)
      throws IOException, LambdaImageException {
    String separator = session.getRawQuery() == null ? "?" : "&";
    URI target = URI.create(session + separator + "digest=" + blob.digest());
    Request request =
        Request.put(target, new Body(blob.size(), content))
            .with("Content-Type", "application/octet-stream");
    try (Response response = connection.refusePassing(request, connection.sendOnce(request))) {
      checked(request, response);
    } catch (IOException e) {
      // Named after the request that failed, not after the one that began the session.
      throw Explanation.of(request, e);
    }
  }

  private static boolean has(Request request, Response response) throws LambdaImageException {
    // To the storage service that has the blob: a registry redirects to nothing else.
    return isRedirect(response)
        || (response.status() != NOT_FOUND && checked(request, response).isSuccess());
  }

  private static boolean isRedirect(Response response) {
    return response.status() / 100 == 3;
  }

  private static Response checked(Request request, Response response) throws LambdaImageException {
    if (!response.isSuccess()) {
      throw Explanation.of(request, response);
    }
    return response;
  }

  private URI manifests(String qualifier) throws LambdaImageException {
    return connection.uri("/v2/" + name + "/manifests/" + qualifier);
  }

  private URI blobs(Digest digest) throws LambdaImageException {
    return connection.uri("/v2/" + name + "/blobs/" + digest);
  }

  private URI uploads(String query) throws LambdaImageException {
    return connection.uri("/v2/" + name + "/blobs/uploads/" + query);
  }
}

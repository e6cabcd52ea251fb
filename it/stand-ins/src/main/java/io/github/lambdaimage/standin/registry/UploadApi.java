package io.github.lambdaimage.standin.registry;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads: a session is begun or a blob mounted, bytes are appended, and the blob committed. */
final class UploadApi {

  private final Repositories repositories;
  private final BlobStore store;
  private final Mounting mounting;
  private final Map<String, Upload> sessions = new ConcurrentHashMap<>();

  UploadApi(Repositories repositories, BlobStore store, Mounting mounting) {
    this.repositories = repositories;
    this.store = store;
    this.mounting = mounting;
  }

  Response start(Request request, Repository repository) {
    if (!request.method().equals("POST")) {
      throw RegistryApi.unsupported(request);
    }
    Optional<String> mounted = request.query("mount").filter(digest -> canMount(request, digest));
    if (mounted.isPresent()) {
      repository.addBlob(mounted.get());
      return created(request, repository, mounted.get());
    }
    Upload upload = new Upload(repository.name(), store);
    sessions.put(upload.id(), upload);
    return accepted(request, upload);
  }

  Response answer(Request request, Repository repository, String id) throws IOException {
    return switch (request.method()) {
      case "PATCH" -> append(request, find(request, repository, id));
      case "PUT" -> commit(request, repository, find(request, repository, id));
      case "DELETE" -> {
        end(find(request, repository, id));
        yield Response.of(204);
      }
      default -> throw RegistryApi.unsupported(request);
    };
  }

  private boolean canMount(Request request, String digest) {
    return request
        .query("from")
        .filter(from -> mounting.allows(repositories.get(from), digest))
        .isPresent();
  }

  private static Response append(Request request, Upload upload) throws IOException {
    Optional<String> range = request.header("Content-Range");
    if (range.isPresent() && !range.get().startsWith(upload.size() + "-")) {
      throw new RegistryException(
          416, "BLOB_UPLOAD_INVALID", "The session continues at byte " + upload.size());
    }
    upload.append(request.body());
    return accepted(request, upload).header("Range", "0-" + Math.max(0, upload.size() - 1));
  }

  private Response commit(Request request, Repository repository, Upload upload)
      throws IOException {
    // First of all: whatever happens to this request, the session cannot be used again.
    sessions.remove(upload.id());
    try (upload) {
      String digest =
          request
              .query("digest")
              .filter(value -> value.matches(Sha256.PATTERN))
              .orElseThrow(
                  () -> new RegistryException(400, "DIGEST_INVALID", "No or a malformed digest"));
      upload.append(request.body());
      upload.commit(digest);
      repository.addBlob(digest);
      return created(request, repository, digest);
    }
  }

  private void end(Upload upload) throws IOException {
    sessions.remove(upload.id());
    upload.close();
  }

  private Upload find(Request request, Repository repository, String id) {
    return Optional.ofNullable(sessions.get(id))
        .filter(upload -> upload.repository().equals(repository.name()))
        .filter(upload -> request.queries("_state").contains(upload.state()))
        .orElseThrow(
            () ->
                new RegistryException(404, "BLOB_UPLOAD_UNKNOWN", "No such upload: '" + id + "'"));
  }

  private static Response accepted(Request request, Upload upload) {
    String path = "/v2/" + upload.repository() + "/blobs/uploads/" + upload.id();
    return Response.of(202)
        .header("Location", request.origin() + path + "?_state=" + upload.state())
        .header("Docker-Upload-UUID", upload.id())
        .header("Range", "0-0");
  }

  private static Response created(Request request, Repository repository, String digest) {
    return Response.of(201)
        .header("Location", request.origin() + "/v2/" + repository.name() + "/blobs/" + digest)
        .header("Docker-Content-Digest", digest);
  }
}

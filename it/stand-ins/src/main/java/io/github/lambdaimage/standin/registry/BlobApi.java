package io.github.lambdaimage.standin.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blobs: GET, also in parts, and HEAD. */
final class BlobApi {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  Response answer(Request request, Repository repository, String digest) throws IOException {
    if (!request.isRead()) {
      throw RegistryApi.unsupported(request);
    }
    if (!digest.matches(Sha256.PATTERN)) {
      throw new RegistryException(400, "DIGEST_INVALID", "Not a digest: '" + digest + "'");
    }
    Path file =
        repository
            .blob(digest)
            .orElseThrow(
                () ->
                    new RegistryException(
                        404,
                        "BLOB_UNKNOWN",
                        "Repository '" + repository.name() + "' has no blob '" + digest + "'"));
    long size = repository.blobSize(digest);
    Optional<Matcher> range = request.header("Range").map(RANGE::matcher).filter(Matcher::matches);
    Response response =
        range.isPresent() ? part(range.get(), file, size) : Response.of(200).file(file, 0, size);
    return response.header("Docker-Content-Digest", digest).header("Accept-Ranges", "bytes");
  }

  private static Response part(Matcher range, Path file, long size) {
    long start = Long.parseLong(range.group(1));
    if (start >= size) {
      return new RegistryException(416, "RANGE_INVALID", "The blob has " + size + " bytes")
          .response()
          .header("Content-Range", "bytes */" + size);
    }
    String last = range.group(2);
    long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    return Response.of(206)
        .file(file, start, end - start)
        .header("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + size);
  }
}

package io.github.lambdaimage.standin.registry;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OCI distribution API: finds the part that answers a request. */
final class RegistryApi implements Endpoint {

  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
  private static final Pattern NEW_UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/?");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/([^/]+)");

  private final Repositories repositories;
  private final BlobApi blobs = new BlobApi();
  private final UploadApi uploads;
  private final ManifestApi manifests;
  private final @Nullable ReferrersApi referrers;

  RegistryApi(Repositories repositories, BlobStore store, RegistryServerBuilder options) {
    this.repositories = repositories;
    this.uploads = new UploadApi(repositories, store, options.mounting);
    this.manifests = new ManifestApi(options.immutableTags, options.referrersPerPage > 0);
    this.referrers =
        options.referrersPerPage > 0 ? new ReferrersApi(options.referrersPerPage) : null;
  }

  @Override
  public Response answer(Request request) throws IOException {
    String path = request.path();
    if (path.matches("/v2/?")) {
      return Response.of(200).json("{}");
    }
    Matcher match = NEW_UPLOAD.matcher(path);
    if (match.matches()) {
      return uploads.start(request, repository(match));
    }
    match = UPLOAD.matcher(path);
    if (match.matches()) {
      return uploads.answer(request, repository(match), match.group(2));
    }
    match = BLOB.matcher(path);
    if (match.matches()) {
      return blobs.answer(request, repository(match), match.group(2));
    }
    match = MANIFEST.matcher(path);
    if (match.matches()) {
      return manifests.answer(request, repository(match), match.group(2));
    }
    match = REFERRERS.matcher(path);
    if (match.matches() && referrers != null) {
      return referrers.answer(request, repository(match), match.group(2));
    }
    match = TAGS.matcher(path);
    if (match.matches()) {
      return manifests.tags(repository(match));
    }
    throw new RegistryException(404, "UNSUPPORTED", "No such path: '" + path + "'");
  }

  private Repository repository(Matcher match) {
    return repositories.get(match.group(1));
  }

  static RegistryException unsupported(Request request) {
    return new RegistryException(
        405, "UNSUPPORTED", request.method() + " is not possible on '" + request.path() + "'");
  }
}

package io.github.lambdaimage.standin.faults;

import java.util.regex.Pattern;

/** A step of a push, by the request that it makes. */
public enum Step {
  /** A manifest is looked up or read by a tag. */
  TAG_LOOKUP("(?:GET|HEAD) manifests/" + Target.TAG),
  /** A blob is looked for. */
  BLOB_HEAD("HEAD blobs/sha256:\\w+"),
  /** A blob is mounted from another repository. */
  MOUNT("POST blobs/uploads/?\\?(?:.*&)?mount=.*"),
  /** An upload is begun. */
  UPLOAD_START("POST blobs/uploads/?(?:\\?(?!(?:.*&)?mount=).*)?"),
  /** A blob is sent. */
  UPLOAD("PUT blobs/uploads/[^/]+"),
  /** A manifest is put at the first tag of a push. */
  MANIFEST("PUT manifests/" + Target.TAG),
  /** A manifest is put at any further tag. */
  TAG("PUT manifests/" + Target.TAG),
  /** It is asked what lies beside an image. */
  REFERRERS("GET referrers/sha256:\\w+"),
  /** The manifest of what lies beside an image is put. */
  ARTIFACT("PUT manifests/sha256:\\w+");

  private final Pattern requests;

  Step(String requests) {
    this.requests = Pattern.compile(requests);
  }

  /** Whether a request of this form makes this step; a manifest's may make the other one. */
  boolean matches(String request) {
    return requests.matcher(request).matches();
  }
}

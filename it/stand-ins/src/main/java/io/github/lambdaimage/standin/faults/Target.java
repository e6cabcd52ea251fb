package io.github.lambdaimage.standin.faults;

import io.github.lambdaimage.standin.registry.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is about.
 *
 * @param rest what follows the repository, such as {@code manifests/1.0}
 */
record Target(String repository, String rest) {

  static final String TAG = "[^:/?]+";

  private static final Pattern PATH =
      Pattern.compile("/v2/(.+)/((?:manifests|blobs|referrers|tags)/.*)");

  static Optional<Target> of(Request request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches()
        ? Optional.of(new Target(path.group(1), path.group(2)))
        : Optional.empty();
  }

  /** The permission that IAM wants for this. */
  String action(String method) {
    boolean read = method.equals("GET") || method.equals("HEAD");
    if (rest.startsWith("manifests/") || rest.startsWith("referrers/")) {
      return read ? "ecr:BatchGetImage" : "ecr:PutImage";
    }
    return switch (method) {
      case "HEAD" -> "ecr:BatchCheckLayerAvailability";
      case "GET" -> rest.startsWith("tags/") ? "ecr:ListImages" : "ecr:GetDownloadUrlForLayer";
      case "POST" -> "ecr:InitiateLayerUpload";
      default -> "ecr:UploadLayerPart";
    };
  }
}

package io.github.lambdaimage.ecr;

import java.util.Objects;
import software.amazon.awssdk.services.ecr.model.ImageSigningStatus;
import software.amazon.awssdk.services.ecr.model.SigningStatus;

/**
 * The state of a signature of Amazon ECR.
 *
 * @param profile the ARN of the signing profile
 * @param failure what went wrong; empty if nothing did
 */
record ImageSignature(String profile, State state, String failure) {

  /** How far that is. */
  enum State {
    UNDER_WAY,
    DONE,
    FAILED
  }

  static ImageSignature of(ImageSigningStatus status) {
    SigningStatus said = status.status();
    State state =
        said == SigningStatus.COMPLETE
            ? State.DONE
            : said == SigningStatus.FAILED ? State.FAILED : State.UNDER_WAY;
    String code = Objects.requireNonNullElse(status.failureCode(), "");
    String reason = Objects.requireNonNullElse(status.failureReason(), "");
    return new ImageSignature(
        Objects.requireNonNullElse(status.signingProfileArn(), ""),
        state,
        state == State.FAILED
            ? code + (code.isEmpty() || reason.isEmpty() ? "" : ": ") + reason
            : "");
  }
}

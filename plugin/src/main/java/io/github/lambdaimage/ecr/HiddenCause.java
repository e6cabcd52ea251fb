package io.github.lambdaimage.ecr;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The cause of a refusal that is not ECR itself: a KMS key, a signature of AWS Signer, the archive.
 * It is recognised by words, not by codes, which are not documented for the registry; other
 * refusals keep their advice.
 */
final class HiddenCause {

  private static final Pattern KMS = Pattern.compile("\\bkms|\\baws_?kms|kmsexception");

  private HiddenCause() {}

  /**
   * What helps; empty if nothing of that kind is recognised.
   *
   * @param code such as {@code KmsException} or {@code DENIED}
   */
  static String advice(String code, String message, String repository) {
    String words = (code + " " + message).toLowerCase(Locale.ROOT);
    if (words.contains("signer:") || words.contains("signpayload")) {
      return "The registry signs what is pushed (managed signing), with the rights of who pushes: allow 'signer:SignPayload' on the signing profile, or leave the repository out of the rules that 'aws ecr get-signing-configuration' shows.";
    }
    if (KMS.matcher(words).find()) {
      return "The key that encrypts the repository cannot be used: see 'aws kms describe-key' whether it is enabled and not about to be deleted ('aws kms enable-key', 'aws kms cancel-key-deletion'), and whether its policy lets Amazon ECR use it; who creates the repository also needs kms:CreateGrant, kms:DescribeKey and kms:RetireGrant.";
    }
    return words.contains("archived") ? ofArchive(repository) : "";
  }

  /** How to restore an image that may have been archived. */
  static String ofArchive(String repository) {
    return "Amazon ECR gives out no image that is archived: 'aws ecr describe-images --repository-name %s' tells, 'aws ecr update-image-storage-class --repository-name %s --image-id … --target-storage-class STANDARD' restores it, which takes up to 20 minutes."
        .formatted(repository, repository);
  }
}

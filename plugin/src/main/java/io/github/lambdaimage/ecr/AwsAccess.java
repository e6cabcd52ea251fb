package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the user wants to reach AWS; a {@code null} is left to the SDK's own chains.
 *
 * @param region such as {@code eu-central-1}
 * @param profile in {@code ~/.aws/config} and {@code ~/.aws/credentials}
 * @param roleArn a role to assume with the credentials that were found
 * @param externalId that the role's trust policy may require
 */
public record AwsAccess(
    @Nullable String region,
    @Nullable String profile,
    @Nullable String roleArn,
    @Nullable String externalId) {

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");
  private static final Pattern ROLE = Pattern.compile("arn:[a-z0-9-]+:iam::\\d{12}:role/.+");

  /**
   * Checks what can be checked without asking AWS.
   *
   * @throws LambdaImageException for values that AWS would not accept
   */
  public static AwsAccess of(
      @Nullable String region,
      @Nullable String profile,
      @Nullable String roleArn,
      @Nullable String externalId)
      throws LambdaImageException {
    if (region != null && !REGION.matcher(region).matches()) {
      throw new LambdaImageException(
          "<region> '%s' is not the name of a region. Write it as 'eu-central-1'."
              .formatted(region));
    }
    if (roleArn != null && !ROLE.matcher(roleArn).matches()) {
      throw new LambdaImageException(
          "<roleArn> '%s' is not the ARN of a role. Write it as 'arn:aws:iam::123456789012:role/push'."
              .formatted(roleArn));
    }
    if (externalId != null && roleArn == null) {
      throw new LambdaImageException(
          "<externalId> '%s' belongs to a role. Name the role in <roleArn>, or leave it out."
              .formatted(externalId));
    }
    return new AwsAccess(region, profile, roleArn, externalId);
  }

  /**
   * A text that is the same for the same access, made without the JVM's slow first use of records.
   */
  public String key() {
    return region + "\n" + profile + "\n" + roleArn + "\n" + externalId;
  }

  /** The same access in a Region that is known from elsewhere. */
  AwsAccess in(String otherRegion) {
    return new AwsAccess(otherRegion, profile, roleArn, externalId);
  }
}

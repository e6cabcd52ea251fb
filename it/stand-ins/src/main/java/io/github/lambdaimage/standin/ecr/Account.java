package io.github.lambdaimage.standin.ecr;

/**
 * An AWS account in a region, and the user that calls the API.
 *
 * @param id 12 digits
 */
public record Account(String id, String region) {

  /** The account and the region that stand-ins have unless told otherwise. */
  public static final Account USUAL = new Account("123456789012", "eu-central-1");

  /** The ARN of a repository. */
  public String arn(String repository) {
    return "arn:aws:ecr:" + region + ":" + id + ":repository/" + repository;
  }

  /**
   * How IAM refuses.
   *
   * @param action such as {@code ecr:PutImage}
   * @param resource an ARN or {@code *}
   */
  public String refusal(String action, String resource) {
    return ("User: arn:aws:iam::%s:user/ci is not authorized to perform: %s on resource: %s"
            + " because no identity-based policy allows the %s action")
        .formatted(id, action, resource, action);
  }
}

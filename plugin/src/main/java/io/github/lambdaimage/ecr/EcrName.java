package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.registry.Destination;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user's name for a repository in Amazon ECR: a bare name in the registry of the caller's own
 * account, or a name with a registry's host.
 *
 * @param host {@code null} for a bare name
 * @param parsed the host's parts; {@code null} for a bare name
 */
public record EcrName(String repository, @Nullable String host, @Nullable EcrHost parsed) {

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

  private static final int SHORTEST = 2;
  private static final int LONGEST = 256;

  /**
   * Parses {@code repository} or {@code host/repository}.
   *
   * @return empty for a host that is not one of ECR's
   * @throws LambdaImageException when it is meant for ECR, and ECR does not allow such a name
   */
  public static Optional<EcrName> parse(String text) throws LambdaImageException {
    if (EcrHost.parse(text).isPresent()) {
      throw new LambdaImageException(
          "<repository> '%s' is a registry. Add the repository's name, as in '%s/orders'."
              .formatted(text, text));
    }
    if (!Destination.namesRegistry(text)) {
      return Optional.of(new EcrName(checked(text), null, null));
    }
    int slash = text.indexOf('/');
    String host = text.substring(0, slash);
    Optional<EcrHost> parsed = EcrHost.parse(host);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new EcrName(checked(text.substring(slash + 1)), host, parsed.get()));
  }

  boolean isBare() {
    return host == null;
  }

  /** The account whose registry it is in, or {@code null} for the caller's own. */
  @Nullable String account() {
    return parsed == null ? null : parsed.account();
  }

  /**
   * How to reach it: a host names its Region.
   *
   * @throws LambdaImageException when the user configures another one
   */
  AwsAccess access(AwsAccess wanted) throws LambdaImageException {
    if (parsed == null) {
      return wanted;
    }
    if (wanted.region() != null && !wanted.region().equals(parsed.region())) {
      throw new LambdaImageException(
          "<region> '%s' contradicts <repository> '%s/%s', which is in '%s'. Correct one of them, or leave <region> out."
              .formatted(wanted.region(), host, repository, parsed.region()));
    }
    return wanted.in(parsed.region());
  }

  private static String checked(String name) throws LambdaImageException {
    if (Quotation.namesUser(name)) {
      throw new LambdaImageException(
          "<repository> '%s' has a user or a password in it. Leave it out: Amazon ECR is opened by AWS credentials."
              .formatted(Quotation.withoutUser(name)));
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (last.contains(":") || last.contains("@")) {
      throw new LambdaImageException(
          "<repository> '%s' has a tag or digest. Take it out, and list tags in <tags>."
              .formatted(name));
    }
    if (name.length() < SHORTEST || name.length() > LONGEST || !FORM.matcher(name).matches()) {
      throw new LambdaImageException(
          "<repository> '%s' is not a valid name for a repository in Amazon ECR: 2 to 256 lower-case letters and digits, in words joined by '-', '.', '_' or '/'. For another registry, put its host in front, as in 'registry.example.com/orders'."
              .formatted(name));
    }
    return name;
  }
}

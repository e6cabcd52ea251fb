package io.github.lambdaimage.ecr;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of a registry in Amazon ECR, in any of AWS's partitions, such as {@code
 * 123456789012.dkr.ecr.eu-central-1.amazonaws.com}.
 *
 * @param account 12 digits
 * @param plain the same registry's host without FIPS: Lambda refuses image URIs with an {@code
 *     ecr-fips} host
 * @see <a href="https://github.com/awslabs/amazon-ecr-credential-helper">the hosts that AWS's own
 *     credential helper knows</a>
 */
public record EcrHost(String account, String region, String plain) {

  private static final Pattern FORM =
      Pattern.compile(
          """
          (?x) (?<account>\\d{12}) [.] (?<service>dkr[.-]ecr) (-fips)? [.]
          (?<region>[a-z0-9][a-z0-9-]*) [.]
          (?<domain> amazonaws[.]com([.]cn)? | amazonaws[.]eu
            | on[.]aws | on[.]amazonwebservices[.]com[.]cn
            | sc2s[.]sgov[.]gov | c2s[.]ic[.]gov | cloud[.]adc-e[.]uk | csp[.]hci[.]ic[.]gov )""");

  /** The host's parts; empty if it is not one of Amazon ECR. */
  public static Optional<EcrHost> parse(String host) {
    Matcher matcher = FORM.matcher(host);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new EcrHost(
            matcher.group("account"),
            matcher.group("region"),
            "%s.%s.%s.%s"
                .formatted(
                    matcher.group("account"),
                    matcher.group("service"),
                    matcher.group("region"),
                    matcher.group("domain"))));
  }
}

package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.time.LocalDate;
import java.util.Optional;

/** How long AWS supports the base. */
final class BaseDeprecation {

  private static final int YEARS_OF_WARNING = 1;

  private BaseDeprecation() {}

  static void inspect(ImageName base, LocalDate today, Findings findings)
      throws LambdaImageException {
    Optional<AmazonLinux> found = AmazonLinux.of(base);
    if (found.isEmpty()) {
      return;
    }
    AmazonLinux linux = found.get();
    LocalDate end = linux.deprecated();
    if (today.isAfter(end)) {
      findings.warning(
          "The base '%s' is of %s, and AWS deprecated it on %s: it gets no security fixes any more. %s"
              .formatted(base, linux, end, cure(base, linux)));
    } else if (today.isBefore(end.minusYears(YEARS_OF_WARNING))) {
      findings.note("The base is of %s, and AWS looks after it until %s.".formatted(linux, end));
    } else {
      findings.warning(
          "The base '%s' is of %s, and AWS deprecates it on %s. %s"
              .formatted(base, linux, end, cure(base, linux)));
    }
  }

  private static String cure(ImageName base, AmazonLinux linux) throws LambdaImageException {
    if (linux != AmazonLinux.AL2) {
      return "Name a newer one in <from>.";
    }
    return "Name one of %s in <from>, such as '%s'."
        .formatted(AmazonLinux.AL2023, AmazonLinux.successor(base, false));
  }
}

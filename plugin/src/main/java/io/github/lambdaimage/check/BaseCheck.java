package io.github.lambdaimage.check;

import static java.time.ZoneOffset.UTC;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Whether the base starts Lambda's runtime, and how long AWS supports it. */
final class BaseCheck implements Inspector {

  private static final Duration OLD = Duration.ofDays(90);

  /** Builders that want the same bytes each time set 1970, or 1980, the first year of zip files. */
  private static final Instant NO_REAL_TIME_BEFORE = Instant.parse("2014-01-01T00:00:00Z");

  /** AWS's tags for one release of a base, {@code 21.2026.10.01.12}, are documented not to move. */
  private static final Pattern DATED = Pattern.compile(".*\\d{4}\\.\\d{2}\\.\\d{2}\\.\\d{2}.*");

  private final Clock clock;

  BaseCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    BaseImage base = subject.base().get();
    LayerMediaTypes.inspect(base, findings);
    if (subject.image().entrypoint().isOwn()) {
      OwnEntrypoint.inspect(subject, findings);
    } else if (subject.image().startsRuntimeClient()) {
      StartedClient.inspect(subject, findings);
    } else if (base.isOfAws()) {
      AwsBase.inspect(subject, findings);
    } else {
      ForeignBase.inspect(subject, findings);
    }
    PathConflicts.inspect(subject, base, findings);
    if (PathConflicts.needFiles(subject, base)) {
      subject.baseFiles(findings).ifPresent(it -> PathConflicts.inspect(subject, it, findings));
    }
    StartedPrograms.inspect(subject, findings);
    if (base.isOfAws()) {
      BaseDeprecation.inspect(base.name(), LocalDate.ofInstant(clock.instant(), UTC), findings);
    }
    noteMovingTag(base.name(), findings);
    noteAge(base, findings);
  }

  private static void noteMovingTag(ImageName base, Findings findings) {
    if (base.tag() != null && !base.text().contains("@") && !DATED.matcher(base.tag()).matches()) {
      findings.note(
          "The tag of the base may move. To stay with what it stands for now: <from>%s@%s</from>"
              .formatted(base.text(), base.digest()));
    }
  }

  private void noteAge(BaseImage base, Findings findings) {
    String created = base.config().text("created", "");
    try {
      Instant time = Instant.parse(created);
      if (time.isAfter(NO_REAL_TIME_BEFORE) && time.isBefore(clock.instant().minus(OLD))) {
        findings.note(
            "The base is of %s, more than %s days old: a newer one may have security fixes."
                .formatted(time.atZone(UTC).toLocalDate(), OLD.toDays()));
      }
    } catch (DateTimeParseException e) {
      // A base need not say when it was made.
    }
  }
}

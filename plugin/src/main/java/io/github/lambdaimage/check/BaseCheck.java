package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.image.BaseImage;
import io.github.lambdaimage.image.ImageName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the base starts Lambda's runtime, and whether it will be the same tomorrow. */
final class BaseCheck implements Inspector {

  private static final String BOOTSTRAP = "/var/runtime/bootstrap";
  private static final int EXECUTABLE_BY_ALL = 0111;
  private static final Duration OLD = Duration.ofDays(90);

  /** Builders that want the same bytes each time set 1970, or 1980 as zip files begin there. */
  private static final Instant NO_REAL_TIME_BEFORE = Instant.parse("2014-01-01T00:00:00Z");

  /** AWS's tags for one release of a base, {@code 21.2026.10.01.12}, are said not to move. */
  private static final Pattern DATED = Pattern.compile(".*\\d{4}\\.\\d{2}\\.\\d{2}\\.\\d{2}.*");

  private final Clock clock;

  BaseCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    BaseImage base = subject.base().get();
    if (base.isOfAws()) {
      inspectAws(subject, findings);
    } else {
      ForeignBase.inspect(subject, findings);
    }
    noteMovingTag(base.name(), findings);
    noteAge(base, findings);
  }

  private static void inspectAws(Subject subject, Findings findings) {
    ImageName from = subject.image().from();
    if (subject.image().startsRuntimeClient()) {
      findings.problem(
          "The base '%s' is AWS's own and has the runtime interface client: a second one beside it has broken functions. Remove <runtimeInterfaceClient>."
              .formatted(from));
    }
    Optional<FunctionFile> bootstrap =
        subject.files().filter(FunctionFile::isBootstrap).findFirst();
    boolean onlySystem = (from.repository() + "/").endsWith("lambda/provided/");
    if (bootstrap.isEmpty()) {
      if (onlySystem) {
        findings.problem(
            "The base '%s' has no runtime, and the function brings none: its entrypoint starts '%s'. Add your program by that name with <extraFiles> (<into>/var/runtime</into>, <mode>755</mode>), or name a base with a Java in <from>."
                .formatted(from, BOOTSTRAP));
      }
    } else if (!bootstrap.get().target().equals(BOOTSTRAP)) {
      findings.problem(
          "The base's entrypoint starts '%s', and the function's is at '%s'. Set <into>/var/runtime</into>."
              .formatted(BOOTSTRAP, bootstrap.get().target()));
    } else if ((bootstrap.get().mode() & EXECUTABLE_BY_ALL) != EXECUTABLE_BY_ALL) {
      findings.problem(
          "'%s' has the mode %o, with which Lambda's user cannot start it. Set <mode>755</mode>."
              .formatted(BOOTSTRAP, bootstrap.get().mode()));
    }
  }

  private static void noteMovingTag(ImageName base, Findings findings) {
    if (base.tag() != null && !base.text().contains("@") && !DATED.matcher(base.tag()).matches()) {
      findings.note(
          "The tag of the base may move. To stay with what it stands for now: <from>%s@%s</from>"
              .formatted(base.text(), base.digest()));
    }
  }

  private void noteAge(BaseImage base, Findings findings) {
    String created = String.valueOf(base.config().text("created"));
    try {
      Instant time = Instant.parse(created);
      if (time.isAfter(NO_REAL_TIME_BEFORE) && time.isBefore(clock.instant().minus(OLD))) {
        findings.note(
            "The base is of %s, more than %d days old: a newer one may have fixes of security."
                .formatted(time.atZone(ZoneOffset.UTC).toLocalDate(), OLD.toDays()));
      }
    } catch (DateTimeParseException e) {
      // A base need not say when it was made.
    }
  }
}

package io.github.lambdaimage.runtime;

import java.time.Duration;
import java.util.List;

/**
 * The durations of several starts of one function.
 *
 * @param sorted the shortest first; at least one
 */
public record ColdStarts(List<Duration> sorted) {

  public static ColdStarts of(List<Duration> initDurations) {
    return new ColdStarts(initDurations.stream().sorted().toList());
  }

  public Duration minimum() {
    return sorted.get(0);
  }

  /** The median; of an even number, the mean of the two in the middle. */
  public Duration median() {
    int count = sorted.size();
    return sorted.get((count - 1) / 2).plus(sorted.get(count / 2)).dividedBy(2);
  }

  public Duration maximum() {
    return sorted.get(sorted.size() - 1);
  }
}

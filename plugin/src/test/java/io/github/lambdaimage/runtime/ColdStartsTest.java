package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ColdStartsTest {

  @Test
  void theMedianIsTheOneInTheMiddle() {
    ColdStarts starts = ColdStarts.of(millis(900, 300, 400));

    assertThat(starts.minimum()).hasMillis(300);
    assertThat(starts.median()).hasMillis(400);
    assertThat(starts.maximum()).hasMillis(900);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(ColdStarts.of(millis(100, 900, 300, 500)).median()).hasMillis(400);
    assertThat(ColdStarts.of(millis(7)).median()).hasMillis(7);
  }

  private static List<Duration> millis(long... values) {
    return LongStream.of(values).mapToObj(Duration::ofMillis).toList();
  }
}

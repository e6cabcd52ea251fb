package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {

  private final List<String> lines = new ArrayList<>();
  private final LogTail tail = new LogTail(lines::add);

  @Test
  void handsOnAllAndKeepsTheLast() {
    tail.accept("of the invocation before");
    tail.clear();
    for (int i = 0; i < 10_000; i++) {
      tail.accept("line " + i);
    }

    assertThat(lines).hasSize(10_001);
    assertThat(tail.text())
        .doesNotContain("before")
        .endsWith("line 9998\nline 9999\n")
        .hasSizeBetween(4096, 4096 + "line 9999\n".length());
  }

  @Test
  void aLineThatIsLongerThanAllIsKept() {
    tail.accept("x".repeat(10_000));
    assertThat(tail.text()).hasSize(10_001);
    tail.accept("y");
    assertThat(tail.text()).endsWith("x\ny\n");
  }

  @Test
  void theEndThatIsGivenIsCountedInBytes() {
    byte[] end =
        Base64.getDecoder().decode(LogTail.encoded(List.of("größer ".repeat(1000), "the end\n")));

    assertThat(end).hasSize(4096);
    assertThat(new String(end, UTF_8)).endsWith("größer the end\n");
    assertThat(LogTail.encoded(List.of("short\n"))).isEqualTo("c2hvcnQK");
  }
}

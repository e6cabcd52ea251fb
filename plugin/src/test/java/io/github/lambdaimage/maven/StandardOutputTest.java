package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  @Test
  void isTheStreamOfWhoeverEmbedsMaven() {
    PrintStream theirs = new PrintStream(new ByteArrayOutputStream()) {};

    assertThat(StandardOutput.behind(theirs)).isSameAs(theirs);
  }
}

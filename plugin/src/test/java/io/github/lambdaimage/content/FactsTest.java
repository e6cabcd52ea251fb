package io.github.lambdaimage.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {

  private static final Facts FACTS =
      new Facts(
          true,
          List.of(
              new ClassVersion(0, 8, false, 12, "com/example/Ünicode With Space.class"),
              new ClassVersion(21, 21, true, 1, "META-INF/versions/21/com/example/New.class")),
          List.of(
              new NativeFile(
                  Platform.LINUX,
                  "x86_64",
                  Libc.MOSTLY_GLIBC,
                  SymbolVersions.parse("GLIBC_2.36 GLIBCXX_3.4.30"),
                  "native/a.so",
                  5_000_000_000L),
              NativeFile.forOther(Platform.MAC, "native/a.dylib", 1)),
          List.of(Landmarks.SLF4J_2));

  @Test
  void comeBackFromTheirText() throws Exception {
    assertThat(Facts.parse(FACTS.text())).isEqualTo(FACTS);

    Facts none = new Facts(false, List.of(), List.of(), List.of());
    assertThat(Facts.parse(none.text())).isEqualTo(none);
  }

  @Test
  void areNotBelievedWhenTheTextIsAnother() {
    String text = FACTS.text();

    for (String other :
        List.of(
            text.replace("LINUX", "PLAN_9"),
            text.replace("class", "clasp"),
            text.replace("12", "twelve"),
            text + "\n\n")) {
      assertThatThrownBy(() -> Facts.parse(other)).isInstanceOf(LambdaImageException.class);
    }
  }

  @Test
  void keepTheirLinesWhateverANameHolds() throws Exception {
    Facts facts =
        new Facts(
            false,
            List.of(),
            List.of(NativeFile.forOther(Platform.WINDOWS, "odd\n\tname\r.dll", 9)),
            List.of());

    assertThat(Facts.parse(facts.text()).natives())
        .containsExactly(NativeFile.forOther(Platform.WINDOWS, "odd??name?.dll", 9));
  }
}

package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LazyMutabilityTest {

  private static final EcrRepository REPOSITORY =
      new EcrRepository("r.test/orders", "123456789012", true, List.of("dev-*"));

  private final List<String> warnings = new ArrayList<>();
  private int lookups;

  @Test
  void isThatOfTheRepositoryWhichIsLookedUpOnce() throws Exception {
    LazyMutability mutability = of(Pending.of(Optional.of(REPOSITORY)));
    assertThat(lookups).isZero();

    assertThat(mutability.isImmutable("1.0")).isTrue();
    assertThat(mutability.isImmutable("dev-1")).isFalse();
    assertThat(mutability.cure("1.0-SNAPSHOT")).isEqualTo(REPOSITORY.cure("1.0-SNAPSHOT"));
    assertThat(lookups).isEqualTo(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void letsTagsOfARepositoryMoveThatDoesNotExist() throws Exception {
    LazyMutability mutability = of(Pending.of(Optional.empty()));

    assertThat(mutability.isImmutable("1.0")).isFalse();
    assertThat(mutability.cure("1.0"))
        .isEqualTo("Raise the project's version, or list another tag in <tags>.");
  }

  @Test
  void warnsOnceWhereTheCallerMayNotAsk() {
    LazyMutability mutability =
        of(
            Pending.start(
                "test",
                () -> {
                  throw new LambdaImageException("Not allowed.");
                }));

    assertThat(mutability.isImmutable("1.0")).isFalse();
    assertThat(mutability.isImmutable("1.1")).isFalse();
    assertThat(warnings)
        .containsExactly("Whether the tag '1.0' may be moved is not known. Not allowed.");
    assertThatThrownBy(() -> mutability.cure("1.0")).hasMessage("Not allowed.");
  }

  private LazyMutability of(Pending<Optional<EcrRepository>> answer) {
    return new LazyMutability(
        () -> {
          lookups++;
          return answer;
        },
        warnings::add);
  }
}

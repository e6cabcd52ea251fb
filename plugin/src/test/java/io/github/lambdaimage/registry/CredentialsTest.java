package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialsTest {

  private static final RegistryHost REGISTRY = RegistryHost.find("r.test").orElseThrow();
  private static final Credential ONE = new Credential("one", "secret");
  private static final Credential OTHER = new Credential("other", "secret");

  @Test
  void areThoseOfTheFirstThatHasSome() throws Exception {
    assertThat(of(ONE).orElse(of(OTHER)).find(REGISTRY)).contains(ONE);
    assertThat(of(null).orElse(of(OTHER)).find(REGISTRY)).contains(OTHER);
    assertThat(of(null).orElse(of(null)).find(REGISTRY)).isEmpty();
  }

  @Test
  void areRenewedByTheFirstThatCan() throws Exception {
    Credentials plain = registry -> Optional.of(ONE);

    assertThat(plain.renew(REGISTRY, ONE)).isEmpty();
    assertThat(of(ONE).orElse(of(OTHER)).renew(REGISTRY, ONE)).contains(ONE);
    assertThat(plain.orElse(of(OTHER)).renew(REGISTRY, ONE)).contains(OTHER);
    assertThat(plain.orElse(plain).renew(REGISTRY, ONE)).isEmpty();
  }

  @Test
  void keepTheirPasswordToThemselves() {
    assertThat(ONE).hasToString("Credential[username=one]");
    assertThat(ONE.basic()).isEqualTo("Basic b25lOnNlY3JldA==");
  }

  private static Credentials of(@Nullable Credential credential) {
    return new Credentials() {
      @Override
      public Optional<Credential> find(RegistryHost registry) {
        return Optional.ofNullable(credential);
      }

      @Override
      public Optional<Credential> renew(RegistryHost registry, Credential refused) {
        return Optional.ofNullable(credential);
      }
    };
  }
}

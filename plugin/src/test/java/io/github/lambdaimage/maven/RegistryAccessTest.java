package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAccessTest {

  @Test
  void takesHostsWithAndWithoutAPort() throws Exception {
    assertThat(access("r.test", "r.test:5000", "[::1]:5000").insecure()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5000,         localhost:5000",
    "https://r.test/,               r.test",
    "https://r.test:5000/v2/,       r.test:5000",
    "r.test:5000/team/orders,       r.test:5000",
    "//r.test,                      r.test"
  })
  void saysWhichHostAUrlMeans(String text, String host) {
    assertThatThrownBy(() -> access(text))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<insecureRegistries>: '%s' is not the host of a registry. Write it as in <repository>: '%s'.",
            text, host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:secret@r.test:5000", "me:secret@r.test:5000", "//s:cret@"})
  void neverShowsAPassword(String text) {
    assertThatThrownBy(() -> access(text))
        .hasMessageStartingWith("<insecureRegistries>: '")
        .hasMessageNotContainingAny("secret", "cret@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "r.test:port", "http://"})
  void showsWhatAHostLooksLike(String text) {
    assertThatThrownBy(() -> access(text))
        .hasMessageEndingWith("'registry.example.com' or 'registry.example.com:5000'.");
  }

  private static RegistryAccess access(String... insecure) throws LambdaImageException {
    return RegistryAccess.of(AwsAccess.of(null, null, null, null), List.of(insecure));
  }
}

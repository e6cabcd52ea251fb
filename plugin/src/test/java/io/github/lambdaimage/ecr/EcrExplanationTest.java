package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcrExplanationTest {

  /** The names in an answer are the user's words, and tell nothing of what is behind it. */
  @ParameterizedTest
  @CsvSource({
    "404, NAME_UNKNOWN, The repository with name 'kms-proxy' does not exist, kms-proxy, 1.0",
    "400, TAG_INVALID, The image tag 'archived-SNAPSHOT' already exists, orders, archived-SNAPSHOT",
    "403, DENIED, Not for 'kms-proxy' with tag 'archived', kms-proxy, archived",
  })
  void takesNoNameForTheCause(
      int status, String code, String message, String repository, String tag) throws Exception {
    assertThat(hidden(status, code, message, repository, tag)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"kms-proxy, archived", "orders, 1.0"})
  void tellsTheCauseWhateverTheNames(String repository, String tag) throws Exception {
    assertThat(hidden(400, "KmsException", "The key is disabled", repository, tag))
        .contains("'aws kms enable-key'");
  }

  private static String hidden(
      int status, String code, String message, String repository, String tag) throws Exception {
    return EcrExplanation.hidden(
        new RegistryException.Answer(
            RegistryHost.parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com"),
            "PUT /v2/" + repository + "/manifests/" + tag,
            status,
            code,
            message,
            ""));
  }
}

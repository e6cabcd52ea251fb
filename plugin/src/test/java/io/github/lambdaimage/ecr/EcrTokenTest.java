package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

class EcrTokenTest {

  @Test
  void isAUserAndAPasswordWhichMayHaveColons() throws Exception {
    assertThat(token("AWS:a:b").credential()).isEqualTo(new Credential("AWS", "a:b"));
    assertThat(token(":a").credential()).isEqualTo(new Credential("", "a"));
    assertThat(token("AWS:a").registry()).hasToString("r.test");
  }

  @Test
  void isNothingElse() {
    assertThatThrownBy(() -> token("AWS"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "Amazon ECR returned a malformed token. Check its endpoint (AWS_ENDPOINT_URL_ECR).");
  }

  private static EcrToken token(String decoded) throws LambdaImageException {
    return EcrToken.of(
        AuthorizationData.builder()
            .authorizationToken(Base64.getEncoder().encodeToString(decoded.getBytes(UTF_8)))
            .proxyEndpoint("https://r.test")
            .build());
  }
}

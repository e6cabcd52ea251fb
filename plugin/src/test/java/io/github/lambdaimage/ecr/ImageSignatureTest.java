package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.ecr.ImageSignature.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageSigningStatus;

class ImageSignatureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IN_PROGRESS |        |    | UNDER_WAY | ''",
        "NEW_STATE   |        |    | UNDER_WAY | ''",
        "COMPLETE    | Denied | no | DONE      | ''",
        "FAILED      | Denied | no | FAILED    | 'Denied: no'",
        "FAILED      | Denied |    | FAILED    | Denied",
        "FAILED      |        | no | FAILED    | no",
        "FAILED      |        |    | FAILED    | ''"
      })
  void isAsFarAsEcrSaysAndWhatWentWrong(
      String status, String code, String reason, State state, String failure) {
    ImageSigningStatus said =
        ImageSigningStatus.builder()
            .signingProfileArn("p")
            .status(status)
            .failureCode(code)
            .failureReason(reason)
            .build();

    assertThat(ImageSignature.of(said)).isEqualTo(new ImageSignature("p", state, failure));
  }
}

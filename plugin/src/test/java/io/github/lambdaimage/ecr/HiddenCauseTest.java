package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.MissingImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenCauseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DENIED | User: u is not authorized to perform: signer:SignPayload on resource: arn:aws:signer:x | allow 'signer:SignPayload'",
        "UNKNOWN | SignPayload was refused | allow 'signer:SignPayload'",
        "KmsException | The key is disabled | 'aws kms enable-key'",
        "DENIED | KMS key arn:aws:kms:eu-central-1:123456789012:key/1 is pending deletion | cancel-key-deletion",
        "KMS_ERROR | no | 'aws kms enable-key'",
        "ImageArchivedException | The specified image is archived | update-image-storage-class --repository-name orders --image-id",
      })
  void isToldByItsWords(String code, String message, String advice) {
    assertThat(HiddenCause.advice(code, message, "orders")).contains(advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DENIED | User: u is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:x",
        "NAME_UNKNOWN | The repository with name 'bookmskeeper' does not exist",
        "TAG_INVALID | The image tag '1.0' already exists",
      })
  void isNotSeenWhereThereIsNone(String code, String message) {
    assertThat(HiddenCause.advice(code, message, "orders")).isEmpty();
  }

  @Test
  void ofAMissingBaseMayBeTheArchive() throws Exception {
    assertThat(explained("123456789012.dkr.ecr.eu-central-1.amazonaws.com/base:1"))
        .isEqualTo(
            "It does not exist. Amazon ECR gives out no image that is archived: 'aws ecr describe-images --repository-name base' tells, 'aws ecr update-image-storage-class --repository-name base --image-id … --target-storage-class STANDARD' restores it, which takes up to 20 minutes.");
    assertThat(explained("public.ecr.aws/lambda/java:21")).isEqualTo("It does not exist.");
  }

  private static String explained(String image) throws LambdaImageException {
    LambdaImageException failure =
        new MissingImageException(ImageName.parse(image), "It does not exist.");
    return String.valueOf(
        new Ecr(uri -> null).explained(failure, AwsAccess.of(null, null, null, null)).getMessage());
  }
}

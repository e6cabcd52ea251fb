package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepositoryPolicyTest {

  @Test
  void letsLambdaPullForOtherAccounts() throws Exception {
    String text =
        RepositoryPolicy.lambda(List.of("111122223333", "444455556666"))
            .text("aws-cn", "cn-north-1");

    assertThat(text)
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[
            {"Sid":"LambdaAccounts","Effect":"Allow",
            "Principal":{"AWS":["arn:aws-cn:iam::111122223333:root","arn:aws-cn:iam::444455556666:root"]},
            "Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]},
            {"Sid":"LambdaPull","Effect":"Allow",
            "Principal":{"Service":"lambda.amazonaws.com"},
            "Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],
            "Condition":{"ArnLike":{"aws:SourceArn":[
            "arn:aws-cn:lambda:cn-north-1:111122223333:function:*",
            "arn:aws-cn:lambda:cn-north-1:444455556666:function:*"]}}}]}
            """
                .replace("\n", ""));
  }

  @Test
  void takesADocumentAsItIs() {
    assertThat(RepositoryPolicy.of("{ }").text("aws", "eu-central-1")).isEqualTo("{ }");
  }

  @Test
  void wantsAccounts() {
    assertThatThrownBy(() -> RepositoryPolicy.lambda(List.of()))
        .hasMessageStartingWith("<policy> 'lambda' names no account.");
    assertThatThrownBy(() -> RepositoryPolicy.lambda(List.of("1234")))
        .hasMessageStartingWith("<policy>: '1234' is not an account id of 12 digits.");
  }
}

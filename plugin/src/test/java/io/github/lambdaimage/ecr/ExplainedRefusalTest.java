package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.Refusals;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryException.Answer;
import io.github.lambdaimage.registry.RegistryHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The advice that {@link EcrExplanation} gives for the answers of ECR's registry. */
class ExplainedRefusalTest {

  private static final String OWN = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String FOREIGN = "444455556666.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String PUT = "PUT /v2/shop/orders/manifests/1.0";
  private static final String NOT_AUTHORIZED =
      "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:eu-central-1:123456789012:repository/shop/orders because no policy allows it";

  /** An answer to HEAD says nothing, and others leave the permission out. */
  @ParameterizedTest
  @CsvSource({
    "PUT /v2/shop/orders/manifests/1.0,        ecr:PutImage",
    "GET /v2/shop/orders/manifests/1.0,        ecr:BatchGetImage",
    "HEAD /v2/shop/orders/manifests/1.0,       ecr:BatchGetImage",
    "GET /v2/shop/orders/referrers/sha256:1,   ecr:BatchGetImage",
    "HEAD /v2/shop/orders/blobs/sha256:1,      ecr:BatchCheckLayerAvailability",
    "GET /v2/shop/orders/blobs/sha256:1,       ecr:GetDownloadUrlForLayer",
    "POST /v2/shop/orders/blobs/uploads/,      ecr:InitiateLayerUpload",
    "PATCH /v2/shop/orders/blobs/uploads/1,    ecr:UploadLayerPart"
  })
  void namesThePermissionThatARequestNeeds(String request, String action) throws Exception {
    assertThat(advice(answer(OWN, request, 403, "DENIED", "")))
        .isEqualTo(
            "Allow '%s' on 'arn:aws:ecr:eu-central-1:123456789012:repository/shop/orders' in a policy of the caller. The credentials are from the profile 'ci'."
                .formatted(action));
  }

  @Test
  void namesThePermissionThatTheAnswerNames() throws Exception {
    String allow =
        "Allow 'ecr:PutImage' on 'arn:aws:ecr:eu-central-1:123456789012:repository/shop/orders' in a policy of that caller.";

    assertThat(advice(answer(OWN, PUT, 403, "DENIED", NOT_AUTHORIZED)))
        .isEqualTo(allow + " The credentials are from the profile 'ci'.");
    assertThat(advice(answer(OWN, PUT, 400, "DENIED", NOT_AUTHORIZED))).isEqualTo(allow);
    assertThat(advice(answer(OWN, PUT, 500, "DENIED", NOT_AUTHORIZED))).isEqualTo(allow);
  }

  @Test
  void saysWhoseRepositoryIsNotLetIn() throws Exception {
    assertThat(advice(answer(FOREIGN, PUT, 403, "DENIED", "")))
        .isEqualTo(
            "The repository is in account '444455556666', the credentials from the profile 'ci' belong to '123456789012': use others (<profile>, <roleArn>), or have a policy of the repository let '123456789012' in. Allow 'ecr:PutImage' on 'arn:aws:ecr:eu-central-1:444455556666:repository/shop/orders' in a policy of the caller.");
  }

  @Test
  void namesNoAccountOfARegistryThatIsOnlyASubstitute() throws Exception {
    assertThat(advice(answer("127.0.0.1:5000", "GET /v2/", 403, "DENIED", "")))
        .isEqualTo(
            "Allow 'ecr:GetDownloadUrlForLayer' on 'arn:aws:ecr:eu-central-1:*:repository/*' in a policy of the caller. The credentials are from the profile 'ci'.");
  }

  @Test
  void saysHowToCreateARepositoryThatIsMissing() throws Exception {
    String howTo =
        "Create it with -Dlambda-image.createRepository (<createRepository>true</createRepository>) or with 'aws ecr create-repository --repository-name shop/orders --region eu-central-1', or correct <repository> and <region>.";
    RegistryException refusal =
        Refusals.of(answer(OWN, PUT, 404, "NAME_UNKNOWN", "The repository does not exist"));

    assertThat(advice(answer(OWN, PUT, 404, "NAME_UNKNOWN", "It does not exist"))).isEqualTo(howTo);
    assertThat(EcrExplanation.missing("shop/orders", TestSession.in("eu-central-1"), refusal))
        .hasMessage(
            "There is no repository 'shop/orders' in Amazon ECR in 'eu-central-1', in the account that the credentials from the profile 'ci' belong to, and no creation template there creates it on push. %s",
            howTo)
        .hasCause(refusal);
  }

  @Test
  void saysWhoCanCreateARepositoryOfAnotherAccount() throws Exception {
    assertThat(advice(answer(FOREIGN, PUT, 404, "NAME_UNKNOWN", "It does not exist")))
        .isEqualTo(
            "The repository is to be in account '444455556666', the credentials from the profile 'ci' belong to '123456789012': have it created there, with 'aws ecr create-repository --repository-name shop/orders --region eu-central-1' and that account's credentials, or correct <repository>.");
  }

  @Test
  void tellsTheWayOutForASnapshotWhoseTagMustNotMove() throws Exception {
    assertThat(
            advice(
                answer(OWN, PUT.replace("1.0", "1.0-SNAPSHOT"), 400, "TAG_INVALID", "It exists")))
        .isEqualTo(SnapshotTags.cure())
        .contains("'*-SNAPSHOT'");
  }

  @Test
  void advisesToWaitWhereAwsThrottles() throws Exception {
    assertThat(advice(answer(OWN, PUT, 429, "TOOMANYREQUESTS", "Rate exceeded")))
        .isEqualTo("Amazon ECR is throttling this account's requests: try again in a minute.");
  }

  @Test
  void guessesThatALayerThatIsGoneIsArchived() throws Exception {
    String layer = " /v2/orders/blobs/sha256:1";

    assertThat(advice(answer(OWN, "GET" + layer, 404, "BLOB_UNKNOWN", "")))
        .isEqualTo(HiddenCause.ofArchive("orders"));
    assertThat(advice(answer(OWN, "HEAD" + layer, 404, "BLOB_UNKNOWN", "")))
        .isEqualTo("Usual advice.");
    assertThat(advice(answer(OWN, "GET" + layer, 500, "BLOB_UNKNOWN", "")))
        .isEqualTo("Usual advice.");
  }

  @Test
  void saysNothingOfThePermissionWhereAKeyIsTheCause() throws Exception {
    assertThat(advice(answer(OWN, PUT, 403, "KmsException", "The key is disabled")))
        .startsWith("The key that encrypts the repository cannot be used");
  }

  @Test
  void saysBothWhereTheAnswerNamesAPermissionAndAKey() throws Exception {
    assertThat(advice(answer(OWN, PUT, 403, "KmsException", NOT_AUTHORIZED)))
        .startsWith("Allow 'ecr:PutImage' on ")
        .contains(" The key that encrypts the repository cannot be used");
  }

  @Test
  void leavesAnythingElseAsItIs() throws Exception {
    for (Answer answer :
        new Answer[] {
          answer(OWN, PUT, 400, "TAG_INVALID", "It exists"),
          answer(OWN, PUT.replace("1.0", "1.0-SNAPSHOT"), 400, "MANIFEST_INVALID", "It is none"),
          answer(OWN, PUT, 404, "MANIFEST_UNKNOWN", "It does not exist"),
          answer(OWN, PUT, 500, "UNKNOWN", "Try again")
        }) {
      RegistryException refusal = Refusals.of(answer);
      assertThat(explained(refusal)).isSameAs(refusal);
    }
    assertThat(explained(Refusals.unanswered())).hasMessage("It was not sent. Usual advice.");
  }

  private static Answer answer(String host, String request, int status, String code, String message)
      throws Exception {
    return new Answer(RegistryHost.parse(host), request, status, code, message, "");
  }

  private static String advice(Answer answer) throws Exception {
    return String.valueOf(explained(Refusals.of(answer)).getMessage())
        .replace("It was refused. ", "");
  }

  private static LambdaImageException explained(RegistryException refusal) throws Exception {
    EcrToken token = new EcrToken(new Credential("AWS", "password"), RegistryHost.parse(OWN));
    return new EcrExplanation(TestSession.in("eu-central-1"), token).of(refusal);
  }
}

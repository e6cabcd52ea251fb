package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.Refusals;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryHost;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who logs in where, with a stand-in for ECR's API whose tokens are numbered. */
class EcrCredentialsTest {

  private static final Credential LOGIN = new Credential("me", "password");

  @TempDir Path folder;
  private final AtomicInteger tokens = new AtomicInteger();
  private AwsSettings settings;
  private ScriptedEcr api;
  private RegistryHost own;
  private RegistryHost foreign;
  private RegistryHost other;
  private RegistryHost local;
  private AwsAccess access;
  private Ecr ecr;

  @BeforeEach
  void start() throws Exception {
    settings = new AwsSettings(folder).withKey();
    api = new ScriptedEcr();
    own = RegistryHost.parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
    foreign = RegistryHost.parse("444455556666.dkr.ecr.eu-central-1.amazonaws.com");
    other = RegistryHost.parse("r.test");
    local = RegistryHost.parse("127.0.0.1:5000");
    access = AwsAccess.of("eu-central-1", null, null, null);
    ecr = new Ecr(uri -> null);
    issueTokensFor("https://" + own);
  }

  @AfterEach
  void stop() {
    api.close();
    settings.close();
  }

  @Test
  void areATokenForEachRegistryOfEcrWhateverTheLogins() throws Exception {
    assertThat(credentials(LOGIN).find(own)).contains(token(1));
    assertThat(credentials(LOGIN).find(foreign)).contains(token(1));
    assertThat(api.calls).as("one token for all").hasSize(1);
  }

  @Test
  void areTheLoginsOfOtherRegistries() throws Exception {
    assertThat(credentials(LOGIN).find(other)).contains(LOGIN);
    assertThat(credentials(null).find(other)).isEmpty();
    assertThat(api.calls).isEmpty();
  }

  @Test
  void areATokenWhereEcrItselfNamesALocalRegistry() throws Exception {
    issueTokensFor("http://" + local);
    assertThat(credentials(null).find(local)).as("nobody has asked ECR yet").isEmpty();

    assertThat(ecr.reachedBy(access).get().token().registry()).isEqualTo(local);

    assertThat(credentials(null).find(local)).contains(token(1));
    assertThat(credentials(null).find(RegistryHost.parse("127.0.0.1:5001"))).isEmpty();
  }

  @Test
  void areATokenWhereEcrItselfNamesAnyOtherRegistry() throws Exception {
    issueTokensFor("https://" + other);

    assertThat(ecr.reachedBy(access).get().token().registry()).isEqualTo(other);

    assertThat(credentials(null).find(other)).contains(token(1));
  }

  @Test
  void areTheSameWhereTheSdkFindsTheRegion() throws Exception {
    settings.set("aws.region", "eu-central-1");
    AwsAccess unnamed = AwsAccess.of(null, null, null, null);

    EcrRegistry found = ecr.reachedBy(unnamed).get();

    assertThat(found).isSameAs(ecr.reachedBy(access).get());
    assertThat(found.session().region()).hasToString("eu-central-1");
  }

  @Test
  void areALoginOnlyWithoutAnyOfAws() throws Exception {
    settings.set("aws.accessKeyId", "");

    assertThat(credentials(LOGIN).find(own)).contains(LOGIN);
    assertThatThrownBy(() -> credentials(null).find(own))
        .isInstanceOf(NoCredentialsException.class);
  }

  @Test
  void areRenewedOnceHoweverManyAreRefused() throws Exception {
    EcrCredentials credentials = credentials(LOGIN);
    assertThat(credentials.find(own)).contains(token(1));

    assertThat(credentials.renew(own, token(1))).contains(token(2));
    assertThat(credentials.renew(own, token(1))).contains(token(2));
    assertThat(credentials.find(own)).contains(token(2));
    assertThat(credentials.renew(own, token(2))).contains(token(3));
  }

  @Test
  void areNotRenewedWhereTheyAreNoTokens() throws Exception {
    assertThat(credentials(LOGIN).renew(own, LOGIN)).isEmpty();
    assertThat(credentials(LOGIN).renew(other, token(1))).isEmpty();
    settings.set("aws.accessKeyId", "");
    assertThat(credentials(LOGIN).renew(own, token(1))).isEmpty();
    assertThat(api.calls).isEmpty();
  }

  @Test
  void belongToWhatEcrRefuses() throws Exception {
    RegistryException refusal = Refusals.of(refusedBy(own));

    assertThat(ecr.explained(refusal, access))
        .hasMessageContaining("Allow 'ecr:PutImage' on ")
        .hasMessageEndingWith("The credentials are from AWS_ACCESS_KEY_ID of the environment.");
  }

  @Test
  void haveNothingToDoWithOtherFailures() throws Exception {
    for (LambdaImageException failure :
        new LambdaImageException[] {
          new LambdaImageException("no"), Refusals.unanswered(), Refusals.of(refusedBy(other))
        }) {
      assertThat(ecr.explained(failure, access)).isSameAs(failure);
    }
    settings.set("aws.accessKeyId", "");
    RegistryException refusal = Refusals.of(refusedBy(own));
    assertThat(ecr.explained(refusal, access)).isSameAs(refusal);
  }

  private EcrCredentials credentials(@Nullable Credential login) {
    return new EcrCredentials(ecr, access, registry -> Optional.ofNullable(login));
  }

  private static RegistryException.Answer refusedBy(RegistryHost registry) {
    return new RegistryException.Answer(
        registry, "PUT /v2/orders/manifests/1.0", 403, "DENIED", "", "");
  }

  private void issueTokensFor(String endpoint) {
    api.answersBy(
        "GetAuthorizationToken",
        body ->
            "{\"authorizationData\":[{\"authorizationToken\":\"%s\",\"proxyEndpoint\":\"%s\"}]}"
                .formatted(encoded("AWS:token-" + tokens.incrementAndGet()), endpoint));
  }

  private static Credential token(int number) {
    return new Credential("AWS", "token-" + number);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

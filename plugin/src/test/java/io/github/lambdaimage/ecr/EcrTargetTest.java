package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.registry.Attaching;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.SmallRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to ECR: its API is a script, its registry one in this process. */
@Timeout(60)
class EcrTargetTest {

  @TempDir Path directory;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private AwsSettings settings;
  private ScriptedEcr api;
  private SmallRegistry registry;
  private String repository;

  @BeforeEach
  void start() throws Exception {
    settings = new AwsSettings(directory).withKey();
    api = new ScriptedEcr();
    registry = new SmallRegistry(directory);
    repository = repository("IMMUTABLE");
    String token = Base64.getEncoder().encodeToString("AWS:password".getBytes(UTF_8));
    api.answers.put(
        "GetAuthorizationToken",
        "{\"authorizationData\":[{\"authorizationToken\":\"%s\",\"proxyEndpoint\":\"http://%s\"}]}"
            .formatted(token, registry.host()));
  }

  @AfterEach
  void stop() {
    registry.close();
    api.close();
    settings.close();
  }

  @Test
  void publishesToTheRepositoryThatEcrKnows() throws Exception {
    exists();

    PublishedImage published = publish(null);

    assertThat(registry.hasTag("1.0")).isTrue();
    assertThat(published.layout().summary().imageUri())
        .startsWith(registry.host() + "/orders@sha256:");
    assertThat(log)
        .containsExactly(
            "Amazon ECR: account 123456789012, region eu-central-1, credentials from AWS_ACCESS_KEY_ID of the environment");
  }

  @Test
  void movesNoTagOfAnImmutableRepository() throws Exception {
    exists();
    publish(null);
    ImageLayout changed = registry.build("CLASS");

    assertThatThrownBy(() -> publish(changed, null, Optional.empty()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("the repository's tags are immutable. Nothing was sent.");

    repository = repository("MUTABLE");
    exists();
    assertThat(publish(changed, null, Optional.empty()).bytesSent()).isPositive();
  }

  @Test
  void createsTheRepositoryIfItIsMissing() throws Exception {
    isMissing();
    api.answers.put("CreateRepository", "{\"repository\":" + repository + "}");

    publish(settings());

    assertThat(registry.hasTag("1.0")).isTrue();
    assertThat(log)
        .element(1)
        .isEqualTo("Created the repository '%s/orders'.".formatted(registry.host()));
  }

  @Test
  void createsNoRepositoryThatIsThere() throws Exception {
    exists();

    publish(settings());

    assertThat(registry.hasTag("1.0")).isTrue();
    assertThat(api.calls).noneMatch(call -> call.startsWith("CreateRepository"));
    assertThat(log).hasSize(1);
  }

  @Test
  void saysNothingOfARepositoryThatAnotherBuildHasCreated() throws Exception {
    int[] lookups = new int[1];
    api.answersBy(
        "DescribeRepositories", body -> lookups[0]++ == 0 ? missing() : found(repository));
    api.fails("CreateRepository", "RepositoryAlreadyExistsException", "It exists");

    publish(settings());

    assertThat(registry.hasTag("1.0")).isTrue();
    assertThat(log).hasSize(1);
  }

  @Test
  void letsACreationTemplateMakeTheRepository() throws Exception {
    isMissing();

    publish(null);

    assertThat(registry.hasTag("1.0")).isTrue();
    assertThat(log)
        .containsExactly(
            "Amazon ECR: region eu-central-1, credentials from AWS_ACCESS_KEY_ID of the environment",
            "Amazon ECR has created the repository '%s/orders' by a creation template."
                .formatted(registry.host()));
  }

  @Test
  void saysThatTheRepositoryIsMissingAndNoTemplateMakesIt() {
    isMissing();
    registry.refuse("POST /v2/orders/", 404, "NAME_UNKNOWN");

    assertThatThrownBy(() -> publish(null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "There is no repository 'orders' in Amazon ECR in 'eu-central-1', in the account that the credentials from AWS_ACCESS_KEY_ID of the environment belong to");
  }

  @Test
  void leavesAnotherRefusalAsItIs() {
    isMissing();
    registry.refuse("POST /v2/orders/", 403, "DENIED");

    assertThatThrownBy(() -> publish(null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageNotContaining("There is no repository");
  }

  @Test
  void waitsForTheSignature() throws Exception {
    exists();
    api.answers.put(
        "DescribeImageSigningStatus",
        "{\"signingStatuses\":[{\"signingProfileArn\":\"p\",\"status\":\"COMPLETE\"}]}");

    publish(registry.build("class"), null, Optional.of(Duration.ofSeconds(10)));

    assertThat(log).element(1).isEqualTo("Signed by Amazon ECR with 'p'");
  }

  @Test
  void sendsALayerAheadToARepositoryThatIsThere() throws Exception {
    exists();
    ImageLayout image = registry.build("class");
    Descriptor layer = own(image);

    try (EcrTarget target = target(null, Optional.empty())) {
      while (!registry.hasBlob(layer.digest().toString())) {
        target.bring(layer, image.blob(layer.digest()));
        Thread.onSpinWait();
      }
      assertThat(registry.hasTag("1.0")).isFalse();
      target.publish(image, Attaching.NOTHING);
    }
    assertThat(registry.requests("PUT /v2/orders/blobs")).as("layer and config").hasSize(2);
  }

  @Test
  void isClosedWithoutComplaintWhateverBecameOfIt() throws Exception {
    api.fails("DescribeRepositories", "ServerException", "Internal");

    try (EcrTarget target = target(null, Optional.empty())) {
      assertThatThrownBy(() -> target.publish(registry.build("class"), Attaching.NOTHING))
          .hasMessageStartingWith("The repository 'orders' could not be looked up: ");
      ImageLayout image = registry.build("class");
      target.bring(own(image), image.blob(own(image).digest()));
    }
    assertThat(registry.requests("PUT")).isEmpty();
  }

  private PublishedImage publish(@Nullable NewRepository creation) throws Exception {
    return publish(registry.build("class"), creation, Optional.empty());
  }

  private PublishedImage publish(
      ImageLayout image, @Nullable NewRepository creation, Optional<Duration> signing)
      throws Exception {
    try (EcrTarget target = target(creation, signing)) {
      return target.publish(image, Attaching.NOTHING);
    }
  }

  private EcrTarget target(@Nullable NewRepository creation, Optional<Duration> signing)
      throws LambdaImageException {
    return new EcrTarget(
        EcrName.parse("orders").orElseThrow(),
        List.of("1.0"),
        new Ecr(uri -> null),
        AwsAccess.of("eu-central-1", null, null, null),
        creation,
        registry.publisher(),
        Optional.empty(),
        signing,
        new EcrLog(log::add, log::add));
  }

  private static NewRepository settings() throws LambdaImageException {
    return NewRepository.of(null, List.of(), null, null, Map.of(), null, null);
  }

  private static Descriptor own(ImageLayout image) throws LambdaImageException {
    List<Descriptor> layers = ImageManifest.parse(image.manifest()).layers();
    return layers.get(layers.size() - 1);
  }

  private void exists() {
    api.answers.put("DescribeRepositories", found(repository));
  }

  private void isMissing() {
    api.answers.put("DescribeRepositories", missing());
  }

  private static String missing() {
    return "{\"__type\":\"RepositoryNotFoundException\",\"message\":\"none\"}";
  }

  private static String found(String repository) {
    return "{\"repositories\":[" + repository + "]}";
  }

  private String repository(String mutability) {
    return "{\"registryId\":\"123456789012\",\"repositoryUri\":\"%s/orders\",\"imageTagMutability\":\"%s\"}"
        .formatted(registry.host(), mutability);
  }
}

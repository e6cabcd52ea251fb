package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushRequestTest {

  private final AwsAccess aws;

  PushRequestTest() throws LambdaImageException {
    aws = AwsAccess.of("eu-central-1", null, null, null);
  }

  @Test
  void goesToAmazonEcrByANameAlone() throws Exception {
    PushRequest request = request("orders");

    assertThat(request.ecr().orElseThrow().repository()).isEqualTo("orders");
    assertThat(request.other()).isEmpty();
  }

  @Test
  void goesToAnotherRegistryByItsHost() throws Exception {
    PushRequest request = request("registry.example.com/team/orders");

    assertThat(request.ecr()).isEmpty();
    assertThat(request.other().orElseThrow().repository()).isEqualTo("team/orders");
  }

  @Test
  void hasEachTagOnce() throws Exception {
    assertThat(request("orders", "1.0", "latest", "1.0").tags()).containsExactly("1.0", "latest");
  }

  @Test
  void needsATag() {
    assertThatThrownBy(() -> request("orders", new String[0]))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<tags> is empty.");
  }

  @Test
  void refusesATagThatNoRegistryTakes() {
    assertThatThrownBy(() -> request("registry.example.com/orders", "1.0+build"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
  }

  @Test
  void refusesARepositoryWithATag() {
    assertThatThrownBy(() -> request("orders:1.0"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<repository> 'orders:1.0' has a tag or digest.");
  }

  @Test
  void hasAKeyOfItsOwnWhereAnythingDiffers() throws Exception {
    String key = request("orders").key();

    assertThat(request("orders").key()).isEqualTo(key);
    assertThat(
            List.of(
                request("other").key(),
                request("registry.example.com/orders").key(),
                request("orders", "2.0").key(),
                PushRequest.of(
                        "orders",
                        List.of("1.0"),
                        Optional.of(ImageName.parse("registry.example.com/java:21")),
                        aws,
                        Optional.empty(),
                        Optional.empty())
                    .key(),
                PushRequest.of(
                        "orders",
                        List.of("1.0"),
                        Optional.empty(),
                        aws,
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(9)))
                    .key()))
        .doesNotContain(key)
        .doesNotHaveDuplicates();
  }

  private PushRequest request(String repository) throws LambdaImageException {
    return request(repository, "1.0");
  }

  @Test
  void waitsForNoSignatureOfAnotherRegistry() {
    assertThatThrownBy(
            () ->
                PushRequest.of(
                    "registry.example.com/orders",
                    List.of("1.0"),
                    Optional.empty(),
                    aws,
                    Optional.empty(),
                    Optional.of(Duration.ofMinutes(1))))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<awaitSignature> is set, and 'registry.example.com/orders' is not in Amazon ECR");
  }

  private PushRequest request(String repository, String... tags) throws LambdaImageException {
    return PushRequest.of(
        repository, List.of(tags), Optional.empty(), aws, Optional.empty(), Optional.empty());
  }
}

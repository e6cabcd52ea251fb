package io.github.lambdaimage.standin;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.standin.ecr.EcrServer;
import io.github.lambdaimage.standin.faults.Fault;
import io.github.lambdaimage.standin.faults.Faults;
import io.github.lambdaimage.standin.faults.Step;
import io.github.lambdaimage.standin.hostile.HostileAnswer;
import io.github.lambdaimage.standin.hostile.HostileRegistry;
import io.github.lambdaimage.standin.hostile.Part;
import io.github.lambdaimage.standin.image.LambdaBase;
import io.github.lambdaimage.standin.image.PulledImage;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.registry.Repository;
import io.github.lambdaimage.standin.runtime.Outcome;
import io.github.lambdaimage.standin.runtime.RuntimeApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What README shows is here, word for word: {@link ReadmeTest} sees to it. */
class ExamplesTest {

  private final Tool tool = new Tool(Map.of());

  @Test
  void aRegistry() throws IOException {
    try (RegistryServer registry = RegistryServer.start()) {
      tool.push(registry.authority() + "/team/app:1.0");

      Repository app = registry.repository("team/app");
      assertThat(app.tags()).containsOnlyKeys("1.0");
      assertThat(app.blobs()).hasSize(1);
      assertThat(registry.requests("PUT", "/v2/team/app/manifests/.*")).hasSize(1);
    }
  }

  @Test
  void anEcr() throws IOException {
    try (EcrServer ecr = EcrServer.builder().region("eu-west-1").start()) {
      ecr.createRepository("orders", "IMMUTABLE");
      Tool tool = new Tool(ecr.environment());
      tool.push(ecr.registryHost() + "/orders:1.0");

      assertThat(ecr.calls("GetAuthorizationToken")).hasSize(1);
      assertThat(ecr.registry().repository("orders").tags()).containsOnlyKeys("1.0");
      assertThatThrownBy(() -> tool.push(ecr.registryHost() + "/orders:1.0"))
          .hasMessageContaining("cannot be overwritten because the tag is immutable");
      assertThatThrownBy(() -> tool.push(ecr.registryHost() + "/prices:1.0"))
          .hasMessageContaining("The repository with name 'prices' does not exist");
    }
  }

  @Test
  void aFault() throws IOException {
    Faults faults = new Faults().at("team/app", Step.UPLOAD, Fault.LOST_ANSWER, 1);
    try (RegistryServer registry = RegistryServer.builder().behind(faults).start()) {
      tool.push(registry.authority() + "/team/app:1.0");

      assertThat(faults.strikes("team/app")).isEqualTo(1);
      assertThat(registry.repository("team/app").tags()).containsOnlyKeys("1.0");

      faults.at("team/app", Step.MANIFEST, Fault.UNAVAILABLE, Faults.ALWAYS);
      assertThatThrownBy(() -> tool.push(registry.authority() + "/team/app:1.1"))
          .hasMessageContaining("503");
    }
  }

  @Test
  void aHostileBase() throws IOException {
    try (HostileRegistry registry = HostileRegistry.start()) {
      registry.base("good");
      registry.base("negative").replace(Part.MANIFEST, "LAYER_SIZE", "-1");
      registry.base("endless").answer(Part.MANIFEST, HostileAnswer.endlessChunks(200));

      assertThat(tool.pull(registry.authority() + "/good:17").path("layers")).hasSize(1);
      assertThatThrownBy(() -> tool.pull(registry.authority() + "/negative:17"))
          .hasMessageContaining("A layer cannot have -1 bytes");
      assertThatThrownBy(() -> tool.pull(registry.authority() + "/endless:17"))
          .hasMessageContaining("A manifest has less than");
    }
  }

  @Test
  void aBase() throws IOException {
    try (RegistryServer registry = RegistryServer.start()) {
      LambdaBase.java(21).putIndex(registry.repository("lambda/java"), "21");

      String base = registry.authority() + "/lambda/java:21";
      PulledImage image = PulledImage.pull(base, "arm64");
      assertThat(image.config("WorkingDir").asText()).isEqualTo("/var/task");
      assertThat(image.text("var/lang/release")).isEqualTo("JAVA_VERSION=\"21\"\n");
    }
  }

  @Test
  void aRuntimeApi() throws Exception {
    try (RuntimeApi api = RuntimeApi.start("{\"order\": 1}")) {
      answerTheNextEvent(api.authority());

      Outcome outcome = api.outcome().get();
      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.RESPONSE);
      assertThat(outcome.response()).isEqualTo("{\"order\": 1}");
    }
  }

  /** As a runtime: the event is the answer. */
  private static void answerTheNextEvent(String api) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI invocation = URI.create("http://" + api + "/2018-06-01/runtime/invocation/");
    HttpResponse<String> next =
        client.send(HttpRequest.newBuilder(invocation.resolve("next")).build(), ofString());
    String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    client.send(
        HttpRequest.newBuilder(invocation.resolve(id + "/response"))
            .POST(BodyPublishers.ofString(next.body()))
            .build(),
        ofString());
  }
}

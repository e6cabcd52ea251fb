package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.AttachedDocument;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.AttachedArtifact.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attaching to an image that is there, at registries with and without a list. */
class ArtifactPublisherTest {

  private static final byte[] IMAGE = "{\"layers\":[]}".getBytes(UTF_8);
  private static final Descriptor OF_DOCKER =
      Descriptor.of("application/vnd.docker.distribution.manifest.v2+json", IMAGE);
  private static final Descriptor OF_OCI =
      Descriptor.of("application/vnd.oci.image.manifest.v1+json", IMAGE);
  private static final String TAG = "sha256-" + Digest.of(IMAGE).hex();
  private static final Artifact BILL =
      Artifact.of("application/vnd.bill", "application/json", "bill.json", "{}\n".getBytes(UTF_8));
  private static final Artifact REPORT =
      Artifact.of("application/vnd.report", "text/plain", "report.txt", "fine".getBytes(UTF_8));
  private static final String MANIFEST = "PUT /v2/orders/manifests/sha256:";

  private ScriptedRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void saysWhatIsAttached() throws Exception {
    registry.knowsSubjects = true;

    List<AttachedArtifact> attached = attach(BILL, REPORT);

    assertThat(attached)
        .containsExactly(attached(BILL, Outcome.ATTACHED), attached(REPORT, Outcome.ATTACHED));
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(1);
  }

  @Test
  void sendsTheManifestOnceItsBlobsAreThere() throws Exception {
    registry.knowsSubjects = true;

    attach(REPORT);

    ArtifactManifest manifest = ArtifactManifest.of(REPORT, OF_DOCKER);
    assertThat(registry.blobs)
        .containsEntry(Digest.of(REPORT.content()).toString(), REPORT.content())
        .containsKey(Digest.of("{}".getBytes(UTF_8)).toString());
    assertThat(registry.manifests).containsOnlyKeys(manifest.digest().toString());
    assertThat(registry.requests("PUT ")).hasSize(3).last().asString().startsWith(MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsNothingThatIsThere(boolean lists) throws Exception {
    registry.knowsSubjects = lists;
    attach(BILL, REPORT);
    registry.requests.clear();

    assertThat(attach(BILL, REPORT))
        .extracting(AttachedArtifact::outcome)
        .containsOnly(Outcome.ALREADY_THERE);
    assertThat(registry.requests).allMatch(it -> it.startsWith("GET "));
  }

  @ParameterizedTest
  @CsvSource({"true, ATTACHED", "false, ATTACHED_BY_TAG"})
  void attachesTheSameDocumentOnce(boolean lists, Outcome first) throws Exception {
    registry.knowsSubjects = lists;

    assertThat(attach(BILL, BILL))
        .containsExactly(attached(BILL, first), attached(BILL, Outcome.ALREADY_THERE));
  }

  /** "MUST respond with the response header OCI-Subject"; who lists it all the same is as good. */
  @Test
  void needsNoTagWhereItIsListedWithoutAWord() throws Exception {
    registry.knowsSubjects = true;
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith(MANIFEST)) {
            return false;
          }
          byte[] body = exchange.getRequestBody().readAllBytes();
          registry.manifests.put(Digest.of(body).toString(), body);
          ScriptedRegistry.answer(exchange, 201, "");
          return true;
        });

    assertThat(attach(BILL)).containsExactly(attached(BILL, Outcome.ATTACHED));
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(2);
    assertThat(registry.manifests).doesNotContainKey(TAG);
  }

  /** "When the OCI-Subject header was not set, the client MUST" write the tag. */
  @Test
  void attachesByATagWhatIsNotListed() throws Exception {
    registry.knowsSubjects = true;
    registry.fail(1, 201, MANIFEST);

    assertThat(attach(BILL)).containsExactly(attached(BILL, Outcome.ATTACHED_BY_TAG));
    assertThat(registry.manifests).containsKey(TAG);
  }

  /** Amazon ECR noted it before it had the list. */
  @ParameterizedTest
  @ValueSource(ints = {404, 406})
  void attachesByATagWhereThereIsNoList(int status) throws Exception {
    registry.knowsSubjects = true;
    registry.fail(Integer.MAX_VALUE, status, "GET /v2/orders/referrers/");

    assertThat(attach(BILL, REPORT))
        .extracting(AttachedArtifact::outcome)
        .containsOnly(Outcome.ATTACHED_BY_TAG);
    byte[] list = registry.manifests.getOrDefault(TAG, new byte[0]);
    assertThat(Referrers.digests(list, "it")).hasSize(2);
  }

  /** "MUST NOT return a 404", and some do where nothing lies beside the image yet. */
  @Test
  void needsNoTagWhereTheListBeginsWithIt() throws Exception {
    registry.knowsSubjects = true;
    registry.fail(1, 404, "GET /v2/orders/referrers/");

    assertThat(attach(BILL)).containsExactly(attached(BILL, Outcome.ATTACHED));
    assertThat(registry.manifests).doesNotContainKey(TAG);
  }

  @ParameterizedTest
  @CsvSource({"true, ATTACHED", "false, ATTACHED_BY_TAG"})
  void sendsAgainWhatARegistryHasCleanedUp(boolean lists, Outcome outcome) throws Exception {
    registry.knowsSubjects = lists;
    registry.script(
        exchange -> {
          if (ScriptedRegistry.line(exchange).startsWith(MANIFEST)
              && registry.requests(MANIFEST).size() == 1) {
            registry.blobs.clear();
          }
          return false;
        });
    registry.refuse(1, 404, "BLOB_UNKNOWN", MANIFEST);

    assertThat(attach(BILL)).containsExactly(attached(BILL, outcome));
    assertThat(registry.blobs).hasSize(2);
    assertThat(registry.requests(MANIFEST)).hasSize(2);
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(1);
  }

  /** GitLab's registry: an image belongs to nothing there if it is not in OCI's format. */
  @ParameterizedTest
  @ValueSource(strings = {"MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN"})
  void saysThatAnImageOfDockersFormatMayNotBeKnown(String code) {
    registry.refuse(Integer.MAX_VALUE, 404, code, MANIFEST);

    assertThatThrownBy(() -> attach(OF_DOCKER, TagMutability.UNKNOWN, BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(": 404 (" + code + ": scripted)")
        .hasMessageContaining("The registry does not have what it names")
        .hasMessageEndingWith(
            " GitLab's registry knows an image to which something belongs only in OCI's format (<format>oci</format>).");
    assertThat(registry.requests(MANIFEST)).hasSize(2);
  }

  @Test
  void saysNothingOfFormatsWhereTheImageIsInThatOfOci() {
    registry.refuse(Integer.MAX_VALUE, 404, "BLOB_UNKNOWN", MANIFEST);

    assertThatThrownBy(() -> attach(OF_OCI, TagMutability.UNKNOWN, BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(": 404 (BLOB_UNKNOWN: scripted)")
        .hasMessageNotContaining("GitLab");
  }

  @Test
  void saysNothingOfFormatsWhereTheSecondRefusalIsAnother() {
    registry.refuse(1, 404, "BLOB_UNKNOWN", MANIFEST);
    registry.fail(Integer.MAX_VALUE, 403, MANIFEST);

    assertThatThrownBy(() -> attach(BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(": 403 (TEST: scripted)")
        .hasMessageNotContaining("GitLab");
  }

  @Test
  void sendsNothingAgainWhereAManifestIsRefused() {
    registry.fail(Integer.MAX_VALUE, 403, MANIFEST);

    assertThatThrownBy(() -> attach(BILL)).hasMessageContaining(": 403 (TEST: scripted)");
    assertThat(registry.requests(MANIFEST)).hasSize(1);
  }

  @Test
  void sendsNothingWhereTheTagMustNotMove() {
    assertThatThrownBy(() -> attach(OF_DOCKER, TAG::equals, BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The registry '%s' has no list of what belongs to an image (the referrers API of OCI 1.1), so that the tag '%s' would have to be moved with each attachment, and the tags of 'orders' are immutable. Let tags that begin with 'sha256-' be moved, or attach nothing there."
                .formatted(registry.host(), TAG));
    assertThat(registry.requests).allMatch(request -> request.startsWith("GET "));
  }

  @Test
  void takesAnImmutableTagThatListsItAlready() throws Exception {
    attach(BILL);

    assertThat(attach(OF_DOCKER, tag -> true, BILL))
        .containsExactly(attached(BILL, Outcome.ALREADY_THERE));
  }

  @Test
  void needsNoTagThatMovesWhereTheRegistryHasAList() throws Exception {
    registry.knowsSubjects = true;

    assertThat(attach(OF_DOCKER, tag -> true, BILL))
        .containsExactly(attached(BILL, Outcome.ATTACHED));
  }

  @Test
  void makesNoImmutableTagForWhatIsNotListed() {
    registry.knowsSubjects = true;
    registry.fail(1, 201, MANIFEST);

    assertThatThrownBy(() -> attach(OF_DOCKER, tag -> true, BILL))
        .hasMessageContaining("the tags of 'orders' are immutable.");
    assertThat(registry.manifests).isEmpty();
  }

  @Test
  void saysThatTheTagTurnedOutToBeImmutable() {
    registry.refuse(1, 400, "TAG_INVALID", "PUT /v2/orders/manifests/" + TAG);

    assertThatThrownBy(() -> attach(BILL))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessageContaining("the tags of 'orders' are immutable.")
        .hasMessageNotContaining("raise the version");
  }

  @Test
  void saysWhatElseIsWrongWithTheTag() {
    registry.refuse(1, 400, "MANIFEST_INVALID", "PUT /v2/orders/manifests/" + TAG);

    assertThatThrownBy(() -> attach(BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(": 400 (MANIFEST_INVALID: scripted)");
  }

  private List<AttachedArtifact> attach(Artifact... artifacts) throws LambdaImageException {
    return attach(OF_DOCKER, TagMutability.UNKNOWN, artifacts);
  }

  private List<AttachedArtifact> attach(
      Descriptor image, TagMutability mutability, Artifact... artifacts)
      throws LambdaImageException {
    Registries registries =
        new Registries(
            new Transport(uri -> null, Set.of(), Progress.NONE),
            host -> Optional.empty(),
            new RetryPolicy(pause -> {}));
    Destination destination = Destination.of(registry.host() + "/orders", List.of("1.0"));
    return new ArtifactPublisher(
            registries.toPush(destination.registry(), "orders"), destination, mutability)
        .attach(image, List.of(artifacts));
  }

  private static AttachedArtifact attached(Artifact artifact, Outcome outcome) {
    return new AttachedArtifact(
        new AttachedDocument(
            artifact.name(),
            artifact.type(),
            ArtifactManifest.of(artifact, OF_DOCKER).digest(),
            Digest.of(artifact.content())),
        artifact.content().length,
        outcome);
  }
}

package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.AttachedDocument;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.registry.AttachedArtifact.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside an image. The rules of OCI's specification are tests by name. */
class AttachingTest {

  private static final Artifact BILL =
      Artifact.of(
          "application/vnd.cyclonedx+json",
          "application/vnd.cyclonedx+json",
          "bom.json",
          "{\"bomFormat\":\"CycloneDX\"}".getBytes(UTF_8));

  private static final Artifact REPORT =
      Artifact.of("application/vnd.example", "text/plain", "report.txt", "fine".getBytes(UTF_8));

  @TempDir Path directory;
  private final SharedBlobs shared = new SharedBlobs();
  private ScriptedRegistry registry;
  private TestImages images;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    images = new TestImages(registry, directory);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void theManifestSaysWhatItIsAndWhoseAndWhenIsNoPartOfIt() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");

    AttachedArtifact attached = publish(image, BILL).attached().get(0);

    JsonObject manifest = manifest(attached.document().digest());
    assertThat(new String(manifest.bytes(), UTF_8))
        .isEqualTo(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "artifactType":"application/vnd.cyclonedx+json",\
            "config":{"mediaType":"application/vnd.oci.empty.v1+json","size":2,\
            "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},\
            "layers":[{"mediaType":"application/vnd.cyclonedx+json","size":%s,"digest":"%s",\
            "annotations":{"org.opencontainers.image.title":"bom.json"}}],\
            "subject":{"mediaType":"application/vnd.docker.distribution.manifest.v2+json",\
            "size":%s,"digest":"%s"}}"""
                .formatted(
                    BILL.content().length,
                    Digest.of(BILL.content()),
                    image.manifest().length,
                    image.summary().digest()));
    assertThat(registry.blobs.get(attached.document().content().toString()))
        .isEqualTo(BILL.content());
    assertThat(registry.blobs.get(Digest.of("{}".getBytes(UTF_8)).toString()))
        .isEqualTo("{}".getBytes(UTF_8));
    // Nor is there a tag for it, nor another manifest of the image.
    assertThat(registry.manifests.get("1.0")).isEqualTo(image.manifest());
    assertThat(registry.manifests.keySet()).noneMatch(it -> it.startsWith("sha256-"));
  }

  @Test
  void theBlobsComeBeforeTheManifestAndTheImageBeforeBoth() throws Exception {
    registry.knowsSubjects = true;

    AttachedDocument attached = publish(images.build("class"), BILL).attached().get(0).document();

    List<String> puts = registry.requests("PUT ");
    assertThat(puts.indexOf("PUT /v2/orders/manifests/1.0")).isPositive();
    assertThat(puts.subList(puts.indexOf("PUT /v2/orders/manifests/1.0") + 1, puts.size()))
        .hasSize(3)
        .last()
        .isEqualTo("PUT /v2/orders/manifests/" + attached.digest());
  }

  @Test
  void whatIsThereIsNotSentAgain() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");
    PublishedImage first = publish(image, BILL, REPORT);
    registry.requests.clear();

    PublishedImage second = publish(first.layout(), BILL, REPORT);

    assertThat(registry.requests).allMatch(request -> request.startsWith("GET "));
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(1);
    assertThat(second.attached())
        .extracting(AttachedArtifact::outcome)
        .containsExactly(Outcome.ALREADY_THERE, Outcome.ALREADY_THERE);
    assertThat(second.layout()).isSameAs(first.layout());
  }

  @Test
  void theSameDocumentTwiceIsOne() throws Exception {
    PublishedImage published = publish(images.build("class"), BILL, BILL);

    assertThat(published.attached())
        .extracting(AttachedArtifact::outcome)
        .containsExactly(Outcome.ATTACHED_BY_TAG, Outcome.ALREADY_THERE);
    assertThat(attached(published.layout())).hasSize(1);
  }

  @Test
  void anImageWithoutAttachmentsAsksForNone() throws Exception {
    publish(images.build("class"));

    assertThat(registry.requests).noneMatch(request -> request.contains("/referrers/"));
  }

  @Test
  void theLayoutSaysWhatLiesBesideTheImage() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");

    PublishedImage published = publish(image, BILL, REPORT);
    List<AttachedDocument> documents =
        published.attached().stream().map(AttachedArtifact::document).toList();

    assertThat(attached(ImageLayout.open(image.directory()))).isEqualTo(documents).hasSize(2);
    // A push that attaches nothing takes nothing away.
    publish(ImageLayout.open(image.directory()));
    assertThat(attached(ImageLayout.open(image.directory()))).isEqualTo(documents);
    publish(ImageLayout.open(image.directory()), REPORT);
    assertThat(attached(ImageLayout.open(image.directory()))).isEqualTo(documents.subList(1, 2));
  }

  @Test
  void anotherRepositoryHasNothingYet() throws Exception {
    registry.knowsSubjects = true;
    PublishedImage published = publish(images.build("class"), BILL);

    PublishedImage elsewhere = images.publish(published.layout(), "invoices", shared);

    assertThat(attached(elsewhere.layout())).isEmpty();
  }

  @Test
  void whereItFailsTheImageIsThereAndTheMessageSaysSo() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");
    String manifest = "PUT /v2/orders/manifests/sha256:";
    registry.fail(Integer.MAX_VALUE, 403, manifest);

    assertThatThrownBy(() -> publish(image, BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(
            "The image is published as '%s/orders@%s', but its attachments could not be: PUT http://"
                .formatted(registry.host(), image.summary().digest()))
        .hasMessageContaining(": 403")
        .hasMessageEndingWith("use others, or have access granted.");
    assertThat(registry.manifests.get("1.0")).isEqualTo(image.manifest());
    assertThat(ImageLayout.open(image.directory()).summary().imageUri()).isNotNull();
  }

  @Test
  void documentsAreAskedForBeforeAnythingIsSent() throws Exception {
    ImageLayout image = images.build("class");
    Attaching failing =
        (layout, repository) -> {
          assertThat(repository).isEqualTo(registry.host() + "/orders");
          assertThat(layout).isSameAs(image);
          throw new LambdaImageException("There is none.");
        };

    assertThatThrownBy(() -> publish(image, TagMutability.UNKNOWN, failing))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("There is none.");
    assertThat(registry.requests("PUT ")).isEmpty();
    assertThat(registry.requests("POST ")).isEmpty();
  }

  private PublishedImage publish(ImageLayout image, Artifact... artifacts) throws Exception {
    return publish(image, TagMutability.UNKNOWN, artifacts);
  }

  private PublishedImage publish(ImageLayout image, TagMutability mutability, Artifact... artifacts)
      throws Exception {
    return publish(image, mutability, (layout, repository) -> List.of(artifacts));
  }

  private PublishedImage publish(ImageLayout image, TagMutability mutability, Attaching attaching)
      throws Exception {
    return images
        .publisher(shared)
        .publish(
            image,
            attaching,
            Destination.of(registry.host() + "/orders", List.of("1.0")),
            mutability);
  }

  private static List<AttachedDocument> attached(ImageLayout layout) {
    var publication = layout.summary().publication();
    return publication == null ? List.of() : publication.attached();
  }

  private JsonObject manifest(Digest digest) throws Exception {
    return JsonObject.parse(
        requireNonNull(registry.manifests.get(digest.toString())), "the manifest");
  }
}
